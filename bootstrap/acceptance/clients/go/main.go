// Command azimuth-clients drives a fresh server with HashiCorp's own Go client and its Azure helper,
// both unmodified. Only the address of the metadata service is replaced by the simulated one.
package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/vault/api"
	"github.com/hashicorp/vault/api/auth/azure"
)

const (
	shares    = 3
	threshold = 2
	mount     = "team/azure"
	identity  = "bbbbbbbb-0000-4000-8000-000000000001"
	tenant    = "11111111-1111-1111-1111-111111111111"
	audience  = "https://management.azure.com/"
)

func main() {
	turnMetadataTo(os.Getenv("AZIMUTH_METADATA_ADDRESS"))
	client := must(api.NewClient(api.DefaultConfig()))
	keys := open(client)
	configure(client)
	policies(client)
	workload(client)
	tokens(client)
	mounts(client)
	secrets(client)
	documented(client)
	wrapping(client)
	keysAndRoot(client, keys)
	sealAgain(client, keys)
}

// The helper asks http://169.254.169.254 with the default transport.
func turnMetadataTo(address string) {
	dialer := &net.Dialer{}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	transport.DialContext = func(ctx context.Context, network, to string) (net.Conn, error) {
		if to == "169.254.169.254:80" {
			to = address
		}
		return dialer.DialContext(ctx, network, to)
	}
	http.DefaultTransport = transport
}

func open(client *api.Client) []string {
	sys := client.Sys()
	check("not initialised at first", !must(sys.InitStatus()))
	answer := must(sys.Init(&api.InitRequest{SecretShares: shares, SecretThreshold: threshold}))
	check("a key for each share", len(answer.Keys) == shares && len(answer.KeysB64) == shares)
	check("sealed after init", must(sys.SealStatus()).Sealed)
	first := must(sys.Unseal(answer.Keys[0]))
	check("one part entered", first.Sealed && first.Progress == 1 && first.T == threshold)
	reset := must(sys.ResetUnsealProcess())
	check("the parts can be dropped", reset.Progress == 0)
	must(sys.Unseal(answer.Keys[2]))
	check("two parts open it", !must(sys.Unseal(answer.KeysB64[1])).Sealed)
	health := must(sys.Health())
	check("healthy", health.Initialized && !health.Sealed && !health.Standby)
	check("a leader of its own", !must(sys.Leader()).HAEnabled)
	client.SetToken(answer.RootToken)
	return answer.Keys
}

func configure(client *api.Client) {
	done(client.Sys().EnableAuthWithOptions(mount, &api.EnableAuthOptions{Type: "azure"}))
	check("the mount is listed", must(client.Sys().ListAuth())[mount+"/"].Type == "azure")
	must(client.Logical().Write("auth/"+mount+"/config", map[string]any{
		"tenant_id": tenant, "resource": audience, "environment": "lab",
	}))
	must(client.Logical().Write("auth/"+mount+"/role/web", map[string]any{
		"bound_service_principal_ids": identity, "token_policies": "readers", "token_ttl": "1h",
	}))
	role := must(client.Logical().Read("auth/" + mount + "/role/web"))
	check("the role reads as written", fmt.Sprint(role.Data["token_ttl"]) == "3600")
	roles := must(client.Logical().List("auth/" + mount + "/role"))
	check("the roles are listed", fmt.Sprint(roles.Data["keys"]) == "[web]")
	check("what is missing is nil", must(client.Logical().Read("auth/"+mount+"/role/none")) == nil)
}

func policies(client *api.Client) {
	sys := client.Sys()
	done(sys.PutPolicy("readers", `path "auth/team/azure/role/*" { capabilities = ["read", "list"] }`))
	check("the policy is read", strings.Contains(must(sys.GetPolicy("readers")), "team/azure"))
	names := must(sys.ListPolicies())
	check("root comes last", names[len(names)-1] == "root")
	done(sys.PutPolicy("passing", `path "x" { capabilities = ["read"] }`))
	done(sys.DeletePolicy("passing"))
	check("a deleted policy is gone", must(sys.GetPolicy("passing")) == "")
	check("root may do everything", must(sys.CapabilitiesSelf("sys/mounts"))[0] == "root")
}

func workload(operator *api.Client) {
	client := must(operator.Clone())
	helper := must(azure.NewAzureAuth("web", azure.WithMountPath(mount)))
	secret := must(client.Auth().Login(context.Background(), helper))
	check("the login grants the role's policies", contains(must(secret.TokenPolicies()), "readers"))
	check("the client has the token", client.Token() == secret.Auth.ClientToken)
	self := must(client.Auth().Token().LookupSelf())
	check("the display name is the field's", strings.HasPrefix(self.Data["display_name"].(string), "team-azure-"))
	check("what the policy grants", must(client.Logical().Read("auth/"+mount+"/role/web")) != nil)
	_, err := client.Logical().Read("sys/auth")
	check("what it does not", status(err) == http.StatusForbidden)
	caps := must(client.Sys().CapabilitiesSelf("auth/" + mount + "/role/web"))
	check("capabilities", fmt.Sprint(caps) == "[read list]")
	check("of the accessor", fmt.Sprint(must(operator.Sys().CapabilitiesAccessor(secret.Auth.Accessor, "auth/"+mount+"/role/web"))) == "[read list]")
	watch(client, secret)
	_, err = must(azure.NewAzureAuth("none", azure.WithMountPath(mount))).Login(context.Background(), client)
	check("no such role", status(err) >= 400 && status(err) < 500)
	done(client.Auth().Token().RevokeSelf(""))
	_, err = client.Auth().Token().LookupSelf()
	check("a revoked token is refused", status(err) == http.StatusForbidden)
}

func watch(client *api.Client, secret *api.Secret) {
	watcher := must(client.NewLifetimeWatcher(&api.LifetimeWatcherInput{Secret: secret}))
	go watcher.Start()
	defer watcher.Stop()
	select {
	case renewal := <-watcher.RenewCh():
		check("renewed for the whole time", renewal.Secret.Auth.LeaseDuration == 3600)
	case err := <-watcher.DoneCh():
		check(fmt.Sprint("the watcher gave up: ", err), false)
	case <-time.After(20 * time.Second):
		check("renewed within 20 s", false)
	}
}

func tokens(client *api.Client) {
	token := client.Auth().Token()
	child := must(token.Create(&api.TokenCreateRequest{Policies: []string{"readers"}, TTL: "10m", DisplayName: "child"}))
	check("a child", child.Auth.LeaseDuration == 600 && !child.Auth.Orphan)
	orphan := must(token.CreateOrphan(&api.TokenCreateRequest{Policies: []string{"readers"}, NumUses: 2}))
	check("an orphan", orphan.Auth.Orphan)
	batch := must(token.Create(&api.TokenCreateRequest{Policies: []string{"readers"}, Type: "batch", TTL: "5m"}))
	check("a batch token", strings.HasPrefix(batch.Auth.ClientToken, "azb.") && batch.Auth.Accessor == "")
	check("which is looked up", must(token.Lookup(batch.Auth.ClientToken)).Data["type"] == "batch")
	check("and not renewed", status(fails(token.Renew(batch.Auth.ClientToken, 60))) == http.StatusBadRequest)
	limited := must(client.Clone())
	limited.SetToken(orphan.Auth.ClientToken)
	must(limited.Auth().Token().LookupSelf())
	must(limited.Auth().Token().LookupSelf())
	check("two uses and no third", status(fails(limited.Auth().Token().LookupSelf())) == http.StatusForbidden)
	must(client.Logical().Write("auth/token/roles/short", map[string]any{"allowed_policies": "readers", "token_explicit_max_ttl": "5m"}))
	withRole := must(token.CreateWithRole(&api.TokenCreateRequest{}, "short"))
	check("a token by role", withRole.Auth.LeaseDuration == 300)
	check("found by its accessor", must(token.LookupAccessor(child.Auth.Accessor)).Data["accessor"] == child.Auth.Accessor)
	check("renewed by it", must(token.RenewAccessor(child.Auth.Accessor, 60)).Auth.LeaseDuration == 60)
	accessors := must(client.Logical().List("auth/token/accessors"))
	check("accessors listed", strings.Contains(fmt.Sprint(accessors.Data["keys"]), child.Auth.Accessor))
	done(token.RevokeAccessor(child.Auth.Accessor))
	check("gone by it", fails(token.Lookup(child.Auth.ClientToken)) != nil)
	done(token.RevokeTree(withRole.Auth.ClientToken))
	done(token.RevokeOrphan(must(token.Create(&api.TokenCreateRequest{})).Auth.ClientToken))
	login := must(must(azure.NewAzureAuth("web", azure.WithMountPath(mount))).Login(context.Background(), must(client.Clone())))
	done(client.Sys().RevokePrefix("auth/" + mount))
	check("gone by prefix", fails(token.Lookup(login.Auth.ClientToken)) != nil)
}

func mounts(client *api.Client) {
	sys := client.Sys()
	description := "the fleet"
	done(sys.TuneMount("auth/"+mount, api.MountConfigInput{DefaultLeaseTTL: "2h", Description: &description}))
	tuned := must(sys.MountConfig("auth/" + mount))
	check("tuned", tuned.DefaultLeaseTTL == 7200)
	done(sys.EnableAuthWithOptions("second", &api.EnableAuthOptions{Type: "azure"}))
	check("a type that is not there", status(sys.EnableAuthWithOptions("third", &api.EnableAuthOptions{Type: "nonsense"})) == http.StatusBadRequest)
	done(sys.Remount("auth/second", "auth/moved"))
	check("moved", must(sys.ListAuth())["moved/"] != nil && must(sys.ListAuth())["second/"] == nil)
	done(sys.DisableAuth("moved"))
	check("disabled", must(sys.ListAuth())["moved/"] == nil)
	check("mounts are listed", len(must(sys.ListMounts())) > 0)
}

func secrets(operator *api.Client) {
	sys := operator.Sys()
	done(sys.Mount("kv-v2", &api.MountInput{Type: "kv", Options: map[string]string{"version": "2"}}))
	done(sys.Mount("plain", &api.MountInput{Type: "kv"}))
	check("mounted", must(sys.ListMounts())["kv-v2/"].Options["version"] == "2")
	done(sys.PutPolicy("readers", `path "auth/team/azure/role/*" { capabilities = ["read", "list"] }
path "kv-v2/data/creds" { capabilities = ["read"] }`))
	ctx := context.Background()
	kv := operator.KVv2("kv-v2")
	first := must(kv.Put(ctx, "creds", map[string]any{"password": "Hashi123", "port": 5432}, api.WithCheckAndSet(0)))
	check("the first version", first.VersionMetadata.Version == 1)
	client := must(operator.Clone())
	must(client.Auth().Login(ctx, must(azure.NewAzureAuth("web", azure.WithMountPath(mount)))))
	check("the workload reads it", must(client.KVv2("kv-v2").Get(ctx, "creds")).Data["password"] == "Hashi123")
	_, err := client.KVv2("kv-v2").Put(ctx, "creds", map[string]any{})
	check("and does not write it", status(err) == http.StatusForbidden)
	must(kv.Patch(ctx, "creds", map[string]any{"port": 5433}))
	check("patched", fmt.Sprint(must(kv.Get(ctx, "creds")).Data["port"]) == "5433")
	check("the version before", fmt.Sprint(must(kv.GetVersion(ctx, "creds", 1)).Data["port"]) == "5432")
	must(kv.Rollback(ctx, "creds", 1))
	done(kv.PutMetadata(ctx, "creds", api.KVMetadataPutInput{CustomMetadata: map[string]any{"owner": "us"}}))
	check("noted", must(kv.GetMetadata(ctx, "creds")).CustomMetadata["owner"] == "us")
	done(kv.DeleteVersions(ctx, "creds", []int{2}))
	done(kv.Undelete(ctx, "creds", []int{2}))
	done(kv.Destroy(ctx, "creds", []int{2}))
	check("three versions", len(must(kv.GetVersionsAsList(ctx, "creds"))) == 3)
	done(kv.Delete(ctx, "creds"))
	check("deleted, but known", must(kv.Get(ctx, "creds")).Data == nil)
	done(kv.DeleteMetadata(ctx, "creds"))
	check("gone", errors.Is(fails(kv.Get(ctx, "creds")), api.ErrSecretNotFound))
	done(operator.KVv1("plain").Put(ctx, "creds", map[string]any{"password": "Hashi123"}))
	check("without versions", must(operator.KVv1("plain").Get(ctx, "creds")).Data["password"] == "Hashi123")
	done(sys.Unmount("plain"))
	must(client.Logical().Write("cubbyhole/mine", map[string]any{"a": "b"}))
	check("a token's own", must(client.Logical().Read("cubbyhole/mine")).Data["a"] == "b")
	check("and nobody else's", must(operator.Logical().Read("cubbyhole/mine")) == nil)
}

// The example of HashiCorp's Azure auth documentation, except for the address of the server
// (VAULT_ADDR), those of Azure, and the output. It names no mount path.
func documented(operator *api.Client) {
	done(operator.Sys().EnableAuthWithOptions("azure", &api.EnableAuthOptions{Type: "azure"}))
	must(operator.Logical().Write("auth/azure/config", map[string]any{
		"tenant_id": tenant, "resource": audience, "environment": "lab",
	}))
	must(operator.Logical().Write("auth/azure/role/dev-role-azure", map[string]any{
		"bound_service_principal_ids": identity, "policies": "readers",
	}))
	must(operator.KVv2("kv-v2").Put(context.Background(), "creds", map[string]any{"password": "Hashi123"}))
	check("the documented example reads its secret", must(getSecretWithAzureAuth()) == "Hashi123")
}

func getSecretWithAzureAuth() (string, error) {
	client, err := api.NewClient(api.DefaultConfig())
	if err != nil {
		return "", err
	}
	helper, err := azure.NewAzureAuth("dev-role-azure")
	if err != nil {
		return "", err
	}
	login, err := client.Auth().Login(context.Background(), helper)
	if err != nil {
		return "", err
	}
	if login == nil {
		return "", errors.New("the login answered nothing")
	}
	secret, err := client.KVv2("kv-v2").Get(context.Background(), "creds")
	if err != nil {
		return "", err
	}
	password, ok := secret.Data["password"].(string)
	if !ok {
		return "", errors.New("the password is no text")
	}
	return password, nil
}

func wrapping(operator *api.Client) {
	done(operator.Sys().PutPolicy("wrapped", `path "kv-v2/data/creds" { capabilities = ["read"] }`))
	asking := must(operator.Clone())
	asking.SetToken(operator.Token())
	asking.SetWrappingLookupFunc(func(operation, path string) string { return "90s" })
	wrapped := must(asking.Logical().Read("kv-v2/data/creds")).WrapInfo
	check("wrapped", wrapped.TTL == 90 && wrapped.CreationPath == "kv-v2/data/creds")
	client := must(operator.Clone())
	opened := must(client.Logical().Unwrap(wrapped.Token))
	check("unwrapped", opened.Data["data"].(map[string]any)["password"] == "Hashi123")
	check("once", status(fails(client.Logical().Unwrap(wrapped.Token))) == http.StatusBadRequest)
	client.SetToken(must(asking.Auth().Token().Create(&api.TokenCreateRequest{Policies: []string{"wrapped"}})).WrapInfo.Token)
	token := must(client.Logical().Unwrap("")).Auth.ClientToken
	client.SetToken(token)
	check("a token handed over", must(client.KVv2("kv-v2").Get(context.Background(), "creds")).Data["password"] == "Hashi123")
}

func keysAndRoot(client *api.Client, keys []string) {
	sys := client.Sys()
	before := must(sys.KeyStatus())
	done(sys.Rotate())
	check("the key rotates", must(sys.KeyStatus()).Term == before.Term+1)
	attempt := must(sys.GenerateRootInit("", ""))
	check("an attempt with a password of its own", attempt.Started && attempt.OTP != "" && attempt.Required == threshold)
	must(sys.GenerateRootUpdate(keys[0], attempt.Nonce))
	last := must(sys.GenerateRootUpdate(keys[1], attempt.Nonce))
	check("complete", last.Complete)
	root := must(client.Clone())
	root.SetToken(xor(last.EncodedToken, attempt.OTP))
	check("a second root token", contains(must(must(root.Auth().Token().LookupSelf()).TokenPolicies()), "root"))
	done(root.Auth().Token().RevokeSelf(""))
}

func xor(encoded, password string) string {
	token := must(base64.RawStdEncoding.DecodeString(encoded))
	check("the password has the token's length", len(token) == len(password))
	for i := range token {
		token[i] ^= password[i]
	}
	return string(token)
}

func sealAgain(client *api.Client, keys []string) {
	sys := client.Sys()
	rekey := must(sys.RekeyInit(&api.RekeyInitRequest{SecretShares: 1, SecretThreshold: 1}))
	must(sys.RekeyUpdate(keys[0], rekey.Nonce))
	renewed := must(sys.RekeyUpdate(keys[1], rekey.Nonce))
	check("rekeyed", renewed.Complete && len(renewed.Keys) == 1)
	done(sys.Seal())
	check("sealed", must(sys.SealStatus()).Sealed)
	_, err := client.Auth().Token().LookupSelf()
	check("a sealed server answers 503", status(err) == http.StatusServiceUnavailable)
	check("the new key opens it", !must(sys.Unseal(renewed.Keys[0])).Sealed)
	must(client.Auth().Token().LookupSelf())
}

func status(err error) int {
	var response *api.ResponseError
	if errors.As(err, &response) {
		return response.StatusCode
	}
	return 0
}

func contains(all []string, one string) bool {
	for _, each := range all {
		if each == one {
			return true
		}
	}
	return false
}

func fails[T any](_ T, err error) error {
	return err
}

func must[T any](value T, err error) T {
	done(err)
	return value
}

func done(err error) {
	if err != nil {
		panic(err)
	}
}

func check(what string, holds bool) {
	if !holds {
		panic("does not hold: " + what)
	}
	fmt.Println("ok:", what)
}
