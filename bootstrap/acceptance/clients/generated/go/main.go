// Logs in, reads a secret and the mounts, and is refused, with the generated client.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"slices"

	"azimuth/generated/api"
)

func check(what string, holds bool) {
	if !holds {
		log.Fatalf("does not hold: %s", what)
	}
	fmt.Println("ok:", what)
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	configuration := api.NewConfiguration()
	configuration.Servers = api.ServerConfigurations{{URL: os.Getenv("VAULT_ADDR") + "/v1"}}
	client, ctx := api.NewAPIClient(configuration), context.Background()
	request := api.AzureLoginWriteRequest{Role: api.PtrString("app"), Jwt: api.PtrString(os.Getenv("LOGIN_JWT"))}
	login, _, err := client.AuthAPI.WriteAuthAzureLogin(ctx, os.Getenv("LOGIN_MOUNT")).AzureLoginWriteRequest(request).Execute()
	auth := must(login, err).GetAuth()
	check("policies", slices.Equal(auth.GetPolicies(), []string{"default", "readers"}))
	check("lifetime", auth.GetLeaseDuration() == 3600 && auth.GetRenewable())

	keys := map[string]api.APIKey{"token": {Key: auth.GetClientToken()}}
	ctx = context.WithValue(ctx, api.ContextAPIKeys, keys)
	mount := os.Getenv("SECRETS_MOUNT")
	secret, _, err := client.SecretsAPI.ReadKvDataPath(ctx, mount, "dir/db").Execute()
	metadata := must(secret, err).Data.GetMetadata()
	check("secret", secret.Data.GetData()["port"] == 5432.0)
	check("metadata", metadata.GetVersion() == 1 && metadata.GetCreatedTime().Year() > 2000)
	mounts, _, err := client.SystemAPI.ReadSysMounts(ctx).Execute()
	engine := must(mounts, err).GetData()[mount+"/"]
	check("mounts", engine.GetType() == "kv")

	_, response, err := client.SecretsAPI.ReadKvDataPath(ctx, mount, "other").Execute()
	var refusal *api.GenericOpenAPIError
	check("refused", errors.As(err, &refusal) && response.StatusCode == 403)
	body, typed := refusal.Model().(api.Errors)
	check("typed", typed && len(body.GetErrors()) == 1)
}
