// render-template executes Go templates as the External Secrets Operator does: text/template with the functions of sprig, where a missing value fails.
// Standard input is {"template": "...", "data": [{"key": "value"}, ...]}; standard output is a JSON array with the text for each data.
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"os"
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

func main() {
	log.SetFlags(0)
	var input struct {
		Template string
		Data     []map[string]string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		log.Fatal(err)
	}
	parsed, err := template.New("template").Option("missingkey=error").Funcs(sprig.TxtFuncMap()).Parse(input.Template)
	if err != nil {
		log.Fatal(err)
	}
	texts := []string{}
	for _, data := range input.Data {
		var text bytes.Buffer
		if err := parsed.Execute(&text, data); err != nil {
			log.Fatal(err)
		}
		texts = append(texts, text.String())
	}
	if err := json.NewEncoder(os.Stdout).Encode(texts); err != nil {
		log.Fatal(err)
	}
}
