/**
 * The script of the Job that brings a RabbitMQ to a topology, for Erlang's `escript`. Whatever it does can be done again, and by several at once. A password reaches the broker as a salted hash, and is
 * in no argument and no message.
 * @see https://www.rabbitmq.com/docs/http-api-reference
 * @see https://www.rabbitmq.com/docs/passwords#computing-password-hash
 */
export const topologyScript = String.raw`#!/usr/bin/env escript
%% Brings the broker to the topology of the files beside this one: exchanges, queues, bindings and policies, then each service's user and permissions. It deletes nothing.
-mode(compile).

main(_) ->
    %% What Erlang says of an error by itself has the values in it.
    try run()
    catch _:_:Stack -> stop("the script failed at ~0p", [[{Function, Line} || {_, Function, _, Line} <- Stack]])
    end.

run() ->
    {ok, _} = application:ensure_all_started(inets),
    {ok, _} = application:ensure_all_started(crypto),
    ok = httpc:set_options([{ipfamily, inet6fb4}]),
    put(login, "Basic " ++ base64:encode_to_string(iolist_to_binary([variable("BROKER_USER"), ":", variable("BROKER_PASSWORD")]))),
    put(address, "http://" ++ os:getenv("BROKER_HOST") ++ ":" ++ os:getenv("BROKER_MANAGEMENT_PORT")),
    Folder = filename:dirname(escript:script_name()),
    {ok, Definitions} = file:read_file(filename:join(Folder, "definitions.json")),
    %% One by one: an import of them all leaves alone what is there, also if it is another, and several at once keep a broker busy for minutes.
    Requests = requests(none, lines(Definitions)),
    lists:foreach(fun({Method, Path, Body}) -> send(Method, Path, Body) end, Requests),
    {ok, Logins} = file:read_file(filename:join(Folder, "users.txt")),
    Users = lines(Logins),
    lists:foreach(fun user/1, Users),
    io:format("~b objects, ~b users~n", [length(Requests), length(Users)]).

lines(Text) ->
    [unicode:characters_to_list(Line) || Line <- binary:split(Text, <<"\n">>, [global, trim_all])].

%% The objects of the definitions, which stand on a line each, as requests.
requests(_, ["  \"" ++ Rest | Lines]) ->
    [Kind | _] = string:split(Rest, "\""),
    requests(Kind, Lines);
requests(Kind, ["    {" ++ _ = Line | Lines]) ->
    [request(Kind, string:trim(Line, both, " ,")) | requests(Kind, Lines)];
requests(Kind, [_ | Lines]) -> requests(Kind, Lines);
requests(_, []) -> [].

request("vhosts", Body) -> {put, path(["vhosts", field("name", Body)]), Body};
request("bindings", Body) ->
    {post, path(["bindings", field("vhost", Body), "e", field("source", Body), "q", field("destination", Body)]), Body};
request(Kind, Body) -> {put, path([Kind, field("vhost", Body), field("name", Body)]), Body}.

path(Segments) -> "/api/" ++ lists:join("/", [uri_string:quote(Segment) || Segment <- Segments]).

field(Name, Body) ->
    {match, [Value]} = re:run(Body, "\"" ++ Name ++ "\":\"([^\"]+)\"", [{capture, all_but_first, list}]),
    Value.

%% The user of a service, with the password of its Secret, and what it may do.
user(Line) ->
    [User, Rest] = string:split(Line, " "),
    [Password, Permissions] = string:split(Rest, " "),
    [Path, Body] = string:split(Permissions, " "),
    Name = uri_string:quote(unicode:characters_to_list(variable(User))),
    Salt = crypto:strong_rand_bytes(4),
    Hash = base64:encode_to_string(<<Salt/binary, (crypto:hash(sha256, [Salt, variable(Password)]))/binary>>),
    send(put, "/api/users/" ++ Name, "{\"password_hash\":\"" ++ Hash ++ "\",\"hashing_algorithm\":\"rabbit_password_hashing_sha256\",\"tags\":\"\"}"),
    send(put, Path ++ Name, Body).

variable(Name) ->
    case os:getenv(Name) of
        Text when is_list(Text), Text =/= "" -> unicode:characters_to_binary(Text);
        _ -> stop("~s is not set", [Name])
    end.

send(Method, Path, Body) -> send(Method, Path, iolist_to_binary(Body), 0).

%% A broker that is not there is asked again as long as the Job may take. One that has trouble, or no time, is asked ten times, later and later, so that several Jobs do not keep it busy.
send(Method, Path, Body, Tries) ->
    Request = {lists:flatten([get(address), Path]), [{"authorization", get(login)}], "application/json", Body},
    case httpc:request(Method, Request, [{connect_timeout, 5000}, {timeout, 60000}], [{body_format, binary}]) of
        {ok, {{_, Status, _}, _, _}} when Status >= 200, Status < 300 ->
            ok;
        {ok, {{_, Status, _}, _, Says}} when Status < 500; Tries >= 10 ->
            stop("the broker refuses ~ts: ~b ~ts", [lists:flatten(Path), Status, Says]);
        {ok, {{_, Status, _}, _, Says}} ->
            io:format("the broker answers ~b: ~ts~n", [Status, Says]),
            later(Tries),
            send(Method, Path, Body, Tries + 1);
        {error, {failed_connect, _}} ->
            io:format("waiting for the broker~n"),
            timer:sleep(2000),
            send(Method, Path, Body, Tries);
        {error, Reason} when Tries < 10 ->
            io:format("the broker does not answer: ~0p~n", [Reason]),
            later(Tries),
            send(Method, Path, Body, Tries + 1);
        {error, Reason} ->
            stop("the broker does not answer ~ts: ~0p", [lists:flatten(Path), Reason])
    end.

later(Tries) -> timer:sleep(1000 + rand:uniform(min(60000, 4000 bsl Tries))).

stop(Format, Values) ->
    io:format(standard_error, Format ++ "~n", Values),
    halt(1).
`;
