// Command bound reads a secret with HashiCorp's Go client and a token that is bound to a certificate: it
// logs in with an approle of the environment, and shows the certificate of its first two arguments.
// Without arguments it shows that of VAULT_CLIENT_CERT, if any.
package main

import (
	"context"
	"fmt"
	"os"

	vault "github.com/hashicorp/vault/api"
)

func main() {
	config := vault.DefaultConfig()
	must(config.Error)
	if len(os.Args) == 3 {
		must(config.ConfigureTLS(&vault.TLSConfig{
			CACert:     os.Getenv("VAULT_CACERT"),
			ClientCert: os.Args[1],
			ClientKey:  os.Args[2],
		}))
	}
	client, err := vault.NewClient(config)
	must(err)
	login, err := client.Logical().Write("auth/approle/login", map[string]interface{}{
		"role_id":   os.Getenv("ROLE_ID"),
		"secret_id": os.Getenv("SECRET_ID"),
	})
	must(err)
	client.SetToken(login.Auth.ClientToken)
	self, err := client.Auth().Token().LookupSelf()
	must(err)
	secret, err := client.KVv2("secret").Get(context.Background(), "web/db")
	must(err)
	fmt.Println(self.Data["bound_certificate"], secret.Data["password"])
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
