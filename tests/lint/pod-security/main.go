// Judges pods by the Pod Security Standard `restricted`, with the code that runs in the API server: a JSON list of pod templates on standard input, the
// verdict on each, in their order, on standard output. The API server itself looks at the pods alone, never at the Deployments and Jobs that make them.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type verdict struct {
	Allowed bool   `json:"allowed"`
	Detail  string `json:"detail"`
}

func main() {
	if err := judge(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func judge() error {
	var pods []corev1.PodTemplateSpec
	input := json.NewDecoder(os.Stdin)
	// A misspelled field of a securityContext would be none.
	input.DisallowUnknownFields()
	if err := input.Decode(&pods); err != nil {
		return err
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	verdicts := make([]verdict, len(pods))
	for i := range pods {
		result := policy.AggregateCheckResults(evaluator.EvaluatePod(restricted, &pods[i].ObjectMeta, &pods[i].Spec))
		verdicts[i] = verdict{Allowed: result.Allowed, Detail: result.ForbiddenDetail()}
	}
	return json.NewEncoder(os.Stdout).Encode(verdicts)
}
