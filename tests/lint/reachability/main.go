// Computes what network policies let pass, with the code of cyclonus, an analyzer that others wrote: a JSON list of networks on standard input, and on standard
// output, for each, every connection that passes, as the numbers of the caller, the called, the port and the protocol. Between any two ends every port is
// tried by TCP and by UDP.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

type namedPort struct {
	Name     string          `json:"name"`
	Port     int             `json:"port"`
	Protocol corev1.Protocol `json:"protocol"`
}

// end is a pod, or without a namespace an address that is none of a pod.
type end struct {
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
	Address         string            `json:"address"`
	Ports           []namedPort       `json:"ports"`
}

type network struct {
	Policies []*networkingv1.NetworkPolicy `json:"policies"`
	Ends     []end                         `json:"ends"`
	Ports    []int                         `json:"ports"`
}

var protocols = []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var networks []network
	input := json.NewDecoder(os.Stdin)
	// A misspelled field of a policy would be none.
	input.DisallowUnknownFields()
	if err := input.Decode(&networks); err != nil {
		return err
	}
	results := make([][][4]int, len(networks))
	for i := range networks {
		results[i] = passing(&networks[i])
	}
	return json.NewEncoder(os.Stdout).Encode(results)
}

func passing(net *network) [][4]int {
	policy := matcher.BuildNetworkPolicies(false, net.Policies)
	found := [][4]int{}
	for from := range net.Ends {
		for to := range net.Ends {
			for port, number := range net.Ports {
				for at, protocol := range protocols {
					traffic := matcher.Traffic{
						Source:           peerOf(&net.Ends[from]),
						Destination:      peerOf(&net.Ends[to]),
						ResolvedPort:     number,
						ResolvedPortName: nameOf(net.Ends[to].Ports, number, protocol),
						Protocol:         protocol,
					}
					if policy.IsTrafficAllowed(&traffic).IsAllowed() {
						found = append(found, [4]int{from, to, port, at})
					}
				}
			}
		}
	}
	return found
}

func peerOf(e *end) *matcher.TrafficPeer {
	if e.Namespace == "" {
		return &matcher.TrafficPeer{IP: e.Address}
	}
	internal := &matcher.InternalPeer{PodLabels: e.Labels, NamespaceLabels: e.NamespaceLabels, Namespace: e.Namespace}
	return &matcher.TrafficPeer{Internal: internal, IP: e.Address}
}

func nameOf(ports []namedPort, number int, protocol corev1.Protocol) string {
	for _, port := range ports {
		if port.Port == number && port.Protocol == protocol {
			return port.Name
		}
	}
	return ""
}
