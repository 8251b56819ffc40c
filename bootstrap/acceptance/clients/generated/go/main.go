// Logs in and reads a secret with the generated client.
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
	client := api.NewAPIClient(configuration)
	auth := login(client)
	check("policies", slices.Equal(auth.GetPolicies(), []string{"default", "readers"}))
	check("lifetime", auth.GetLeaseDuration() == 3600 && auth.GetRenewable())
	ctx := context.WithValue(context.Background(), api.ContextAPIKeys,
		map[string]api.APIKey{"token": {Key: auth.GetClientToken()}})
	read(ctx, client)
	refused(ctx, client)
}

func login(client *api.APIClient) api.Auth {
	request := api.NewAzureLoginWriteRequest()
	request.SetRole("app")
	request.SetJwt(os.Getenv("LOGIN_JWT"))
	answer, _, err := client.AuthAPI.WriteAuthAzureLogin(context.Background(), os.Getenv("LOGIN_MOUNT")).
		AzureLoginWriteRequest(*request).Execute()
	auth := must(answer, err).GetAuth()
	return auth
}

func read(ctx context.Context, client *api.APIClient) {
	answer, _, err := client.SecretsAPI.ReadKvDataPath(ctx, os.Getenv("SECRETS_MOUNT"), "dir/db").Execute()
	data := must(answer, err).GetData()
	check("secret", data.GetData()["port"] == 5432.0)
	metadata := data.GetMetadata()
	check("metadata", metadata.GetVersion() == 1)
	check("time", metadata.GetCreatedTime().Year() > 2000)
}

func refused(ctx context.Context, client *api.APIClient) {
	_, response, err := client.SystemAPI.ReadSysMounts(ctx).Execute()
	var refusal *api.GenericOpenAPIError
	check("refused", errors.As(err, &refusal) && response.StatusCode == 403)
	body, typed := refusal.Model().(api.Errors)
	check("typed", typed && len(body.GetErrors()) == 1)
}
