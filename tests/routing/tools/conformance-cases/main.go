// conformance-cases DIR   prints the requests of the Gateway API's conformance tests, with who has to answer them, as JSON:
//
//	go run main.go "$(go mod download -json sigs.k8s.io/gateway-api/conformance@v1.6.3 | jq -r .Dir)"
//
// DIR is the folder of the conformance module. The tests stand there in Go, so they are read from its syntax tree: every literal of
// http.ExpectedResponse, with the Gateway to which the function around it sends its requests. What is no constant is listed as unread, not guessed.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

type testFile struct {
	File      string     `json:"file"`
	Manifests []string   `json:"manifests"`
	Cases     []testCase `json:"cases"`
}

type testCase struct {
	Line      int               `json:"line"`
	Gateway   string            `json:"gateway"`
	Host      string            `json:"host"`
	Method    string            `json:"method"`
	Path      string            `json:"path"`
	Headers   map[string]string `json:"headers"`
	Backend   string            `json:"backend"`
	Namespace string            `json:"namespace"`
	Status    string            `json:"status"`
	Unread    []string          `json:"unread"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: conformance-cases DIR")
		os.Exit(2)
	}
	dir := os.Args[1]
	constants := map[string]string{}
	for _, name := range globbed(dir, "utils/suite/*.go") {
		readConstants(parsed(name), constants)
	}
	files := []testFile{}
	for _, name := range globbed(dir, "tests/httproute-*.go") {
		files = append(files, readTest(name, constants))
	}
	check(json.NewEncoder(os.Stdout).Encode(files))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func globbed(dir, pattern string) []string {
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	check(err)
	if len(names) == 0 {
		check(fmt.Errorf("%s has no %s", dir, pattern))
	}
	return names
}

var positions = token.NewFileSet()

func parsed(name string) *ast.File {
	file, err := parser.ParseFile(positions, name, nil, 0)
	check(err)
	return file
}

// readConstants keeps the constants of a package that are plain strings.
func readConstants(file *ast.File, constants map[string]string) {
	for _, declared := range file.Decls {
		general, ok := declared.(*ast.GenDecl)
		if !ok || general.Tok != token.CONST {
			continue
		}
		for _, spec := range general.Specs {
			values := spec.(*ast.ValueSpec)
			for i, value := range values.Values {
				if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					constants[values.Names[i].Name] = unquoted(literal)
				}
			}
		}
	}
}

func unquoted(literal *ast.BasicLit) string {
	text, err := strconv.Unquote(literal.Value)
	check(err)
	return text
}

// reader walks one file and remembers what its variables were set to last, which in a test is what they have at this place.
type reader struct {
	constants map[string]string
	variables map[string]ast.Expr
	// addresses has the Gateway, by the variable that holds its address.
	addresses map[string]string
	// The Gateway of the request that is being made, up to the end of its call.
	gateway string
	callEnd token.Pos
	// waiting counts the last cases, which no request was made for yet.
	waiting int
	result  *testFile
}

func readTest(name string, constants map[string]string) testFile {
	result := testFile{File: strings.TrimSuffix(filepath.Base(name), ".go"), Manifests: []string{}, Cases: []testCase{}}
	r := &reader{constants: constants, variables: map[string]ast.Expr{}, addresses: map[string]string{}, result: &result}
	ast.Inspect(parsed(name), r.visit)
	return result
}

func (r *reader) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.ValueSpec:
		for i, value := range node.Values {
			r.set(node.Names[i].Name, value)
		}
	case *ast.AssignStmt:
		for i, left := range node.Lhs {
			if variable, ok := left.(*ast.Ident); ok && len(node.Lhs) == len(node.Rhs) {
				r.set(variable.Name, node.Rhs[i])
			}
		}
	case *ast.KeyValueExpr:
		if key, ok := node.Key.(*ast.Ident); ok && key.Name == "Manifests" {
			for _, element := range node.Value.(*ast.CompositeLit).Elts {
				r.result.Manifests = append(r.result.Manifests, unquoted(element.(*ast.BasicLit)))
			}
		}
	case *ast.CallExpr:
		if strings.HasPrefix(nameOf(node.Fun), "Make") {
			r.send(node)
		}
	case *ast.CompositeLit:
		if list, ok := node.Type.(*ast.ArrayType); ok && nameOf(list.Elt) == "ExpectedResponse" {
			for _, element := range node.Elts {
				if literal, ok := element.(*ast.CompositeLit); ok && literal.Type == nil {
					r.expect(literal)
				}
			}
		} else if nameOf(node.Type) == "ExpectedResponse" {
			r.expect(node)
		}
	}
	return true
}

func (r *reader) set(name string, value ast.Expr) {
	r.variables[name] = value
	if gateway := r.gatewayOf(value); gateway != "" {
		r.addresses[name] = gateway
	}
}

// gatewayOf is the Gateway of an address: of a variable that holds one, or of a call that is given the Gateway.
func (r *reader) gatewayOf(value ast.Expr) string {
	switch value := value.(type) {
	case *ast.Ident:
		return r.addresses[value.Name]
	case *ast.CallExpr:
		for _, argument := range value.Args {
			if reference, ok := argument.(*ast.CallExpr); ok && nameOf(reference.Fun) == "NewGatewayRef" {
				return r.namespaced(reference.Args[0])
			}
		}
	}
	return ""
}

// send gives the Gateway of a request to the cases that wait for one.
func (r *reader) send(call *ast.CallExpr) {
	for _, argument := range call.Args {
		if address, ok := argument.(*ast.Ident); ok && r.addresses[address.Name] != "" {
			r.gateway, r.callEnd = r.addresses[address.Name], call.End()
		}
	}
	cases := r.result.Cases
	for i := len(cases) - r.waiting; i < len(cases); i++ {
		cases[i].Gateway = r.gateway
	}
	r.waiting = 0
}

// nameOf is the last word of a name, with or without its package.
func nameOf(expression ast.Expr) string {
	switch expression := expression.(type) {
	case *ast.Ident:
		return expression.Name
	case *ast.SelectorExpr:
		return expression.Sel.Name
	}
	return ""
}

// namespaced is "namespace/name" of a types.NamespacedName, or of the variable that holds one.
func (r *reader) namespaced(expression ast.Expr) string {
	if variable, ok := expression.(*ast.Ident); ok && r.variables[variable.Name] != nil {
		return r.namespaced(r.variables[variable.Name])
	}
	literal, ok := expression.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	values := fields(literal)
	namespace, _ := r.text(values["Namespace"])
	name, _ := r.text(values["Name"])
	return namespace + "/" + name
}

func fields(literal *ast.CompositeLit) map[string]ast.Expr {
	values := map[string]ast.Expr{}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				values[key.Name] = pair.Value
			}
		}
	}
	return values
}

// text is the constant text or number of an expression; false if it has none.
func (r *reader) text(expression ast.Expr) (string, bool) {
	switch expression := expression.(type) {
	case nil:
		return "", true
	case *ast.BasicLit:
		if expression.Kind == token.STRING {
			return unquoted(expression), true
		}
		return expression.Value, true
	case *ast.Ident:
		if value := r.variables[expression.Name]; value != nil && value != ast.Expr(expression) {
			return r.text(value)
		}
	case *ast.SelectorExpr:
		value, ok := r.constants[expression.Sel.Name]
		return value, ok
	case *ast.CallExpr: // a conversion
		if len(expression.Args) == 1 {
			return r.text(expression.Args[0])
		}
	}
	return "", false
}

func (r *reader) expect(literal *ast.CompositeLit) {
	found := testCase{Line: positions.Position(literal.Pos()).Line, Headers: map[string]string{}, Unread: []string{}}
	set := func(name string, target *string, value ast.Expr) {
		text, ok := r.text(value)
		if !ok {
			found.Unread = append(found.Unread, name)
		}
		*target = text
	}
	values := fields(literal)
	set("backend", &found.Backend, values["Backend"])
	set("namespace", &found.Namespace, values["Namespace"])
	if response, ok := values["Response"].(*ast.CompositeLit); ok {
		if any, ok := fields(response)["StatusCodes"].(*ast.CompositeLit); ok {
			set("status", &found.Status, any.Elts[0])
		} else {
			set("status", &found.Status, fields(response)["StatusCode"])
		}
	} else if values["Response"] != nil {
		found.Unread = append(found.Unread, "response")
	}
	if request, ok := values["Request"].(*ast.CompositeLit); ok {
		sent := fields(request)
		set("host", &found.Host, sent["Host"])
		set("method", &found.Method, sent["Method"])
		set("path", &found.Path, sent["Path"])
		if headers, ok := sent["Headers"].(*ast.CompositeLit); ok {
			for _, element := range headers.Elts {
				pair := element.(*ast.KeyValueExpr)
				name, _ := r.text(pair.Key)
				value := ""
				set("header "+name, &value, pair.Value)
				found.Headers[name] = value
			}
		}
	} else {
		found.Unread = append(found.Unread, "request")
	}
	if literal.Pos() < r.callEnd {
		found.Gateway = r.gateway
	} else {
		r.waiting++
	}
	r.result.Cases = append(r.result.Cases, found)
}
