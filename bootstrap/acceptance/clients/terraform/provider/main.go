// Serves HashiCorp's own provider to Terraform; only the build is ours.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5/tf5server"
	"github.com/hashicorp/terraform-provider-vault/vault"
)

func main() {
	server, _, err := vault.ProtoV5ProviderServerFactory(context.Background())
	if err == nil {
		err = tf5server.Serve("registry.terraform.io/hashicorp/vault", server)
	}
	if err != nil {
		log.Fatal(err)
	}
}
