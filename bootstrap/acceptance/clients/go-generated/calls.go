package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/vault-client-go"
	"github.com/hashicorp/vault-client-go/schema"
)

const (
	identity = "bbbbbbbb-0000-4000-8000-000000000001"
	tenant   = "11111111-1111-1111-1111-111111111111"
	audience = "https://management.azure.com/"
	rules    = `path "team/vcgkv/data/dev/*" { capabilities = ["read"] }`
)

// The mounts are in a folder, so that their names hold a slash.
var (
	kv      = vault.WithMountPath("team/vcgkv")
	plain   = vault.WithMountPath("team/plain")
	azure   = vault.WithMountPath("team/azure")
	jwt     = vault.WithMountPath("team/jwt")
	approle = vault.WithMountPath("team/approle")
	minute  = vault.WithResponseWrapping(time.Minute)
)

type (
	fields = map[string]any

	// A call has a name and says whether the server answers it rightly.
	call struct {
		name  string
		right func(s *session) bool
	}
)

var calls = slices.Concat(opening, keysAndValues, policies, methods, logins, tokens, wraps, identities, limits, system)

var opening = []call{
	{"seal status before", func(s *session) bool {
		status := data(s.System.SealStatus(ctx))
		return !status.Initialized && status.Sealed
	}},
	{"initialize", func(s *session) bool {
		keys := data(s.System.Initialize(ctx, schema.InitializeRequest{SecretShares: 1, SecretThreshold: 1}))
		s.key = keys["keys_base64"].([]any)[0].(string)
		return s.SetToken(keys["root_token"].(string)) == nil
	}},
	{"unseal", func(s *session) bool {
		status := data(s.System.Unseal(ctx, schema.UnsealRequest{Key: s.key}))
		return !status.Sealed && status.N == 1 && status.ClusterName != "" && status.ClusterId != ""
	}},
	{"health", func(s *session) bool {
		health := data(s.System.ReadHealthStatus(ctx))
		return health["initialized"] == true && health["sealed"] == false && health["cluster_name"] != ""
	}},
	{"leader", func(s *session) bool { return !data(s.System.LeaderStatus(ctx)).HaEnabled }},
}

var keysAndValues = []call{
	{"mount", func(s *session) bool {
		return done(s.System.MountsEnableSecretsEngine(ctx, "team/vcgkv",
			schema.MountsEnableSecretsEngineRequest{Type: "kv", Options: fields{"version": "2"}}))
	}},
	{"mount read", func(s *session) bool {
		return data(s.System.MountsReadConfiguration(ctx, "team/vcgkv")).Options["version"] == "2"
	}},
	{"tune", func(s *session) bool {
		return done(s.System.MountsTuneConfigurationParameters(ctx, "team/vcgkv",
			schema.MountsTuneConfigurationParametersRequest{MaxLeaseTtl: "2h", Description: "the team's"}))
	}},
	{"tuned", func(s *session) bool {
		tuned := data(s.System.MountsReadTuningInformation(ctx, "team/vcgkv"))
		return tuned.MaxLeaseTtl == 7200 && tuned.Description == "the team's"
	}},
	{"kv 2 write", func(s *session) bool {
		written := data(s.Secrets.KvV2Write(ctx, "dev/app",
			schema.KvV2WriteRequest{Data: fields{"port": 5432}, Options: fields{"cas": 0}}, kv))
		return written.Version == 1 && written.CreatedTime.Year() > 2000
	}},
	{"kv 2 read", func(s *session) bool {
		read := data(s.Secrets.KvV2Read(ctx, "dev/app", kv))
		return fmt.Sprint(read.Data["port"]) == "5432" && fmt.Sprint(read.Metadata["version"]) == "1"
	}},
	{"kv 2 notes", func(s *session) bool {
		return done(s.Secrets.KvV2WriteMetadata(ctx, "dev/app",
			schema.KvV2WriteMetadataRequest{MaxVersions: 5, CustomMetadata: fields{"owner": "us"}}, kv))
	}},
	{"kv 2 metadata", func(s *session) bool {
		known := data(s.Secrets.KvV2ReadMetadata(ctx, "dev/app", kv))
		return known.CurrentVersion == 1 && known.MaxVersions == 5 && known.CustomMetadata["owner"] == "us" &&
			known.UpdatedTime.Year() > 2000 && len(known.Versions) == 1
	}},
	{"kv 2 subkeys", func(s *session) bool {
		_, has := data(s.Secrets.KvV2ReadSubkeys(ctx, "dev/app", kv)).Subkeys["port"]
		return has
	}},
	{"kv 2 list", func(s *session) bool {
		return slices.Equal(data(s.Secrets.KvV2List(ctx, "", kv)).Keys, []string{"dev/"})
	}},
	{"kv 2 list of a folder", func(s *session) bool {
		return slices.Equal(data(s.Secrets.KvV2List(ctx, "dev", kv)).Keys, []string{"app"})
	}},
	{"kv 2 delete and undelete", func(s *session) bool {
		return done(s.Secrets.KvV2Delete(ctx, "dev/app", kv)) &&
			refused[schema.KvV2ReadResponse](404)(s.Secrets.KvV2Read(ctx, "dev/app", kv)) &&
			done(s.Secrets.KvV2UndeleteVersions(ctx, "dev/app", schema.KvV2UndeleteVersionsRequest{Versions: []int32{1}}, kv)) &&
			data(s.Secrets.KvV2Read(ctx, "dev/app", kv)).Data["port"] != nil
	}},
	{"kv 2 settings", func(s *session) bool {
		return done(s.Secrets.KvV2Configure(ctx, schema.KvV2ConfigureRequest{MaxVersions: 7}, kv)) &&
			data(s.Secrets.KvV2ReadConfiguration(ctx, kv)).MaxVersions == 7
	}},
	{"kv 1", func(s *session) bool {
		return done(s.System.MountsEnableSecretsEngine(ctx, "team/plain", schema.MountsEnableSecretsEngineRequest{Type: "kv"})) &&
			done(s.Secrets.KvV1Write(ctx, "dev/app", fields{"user": "ada"}, plain)) &&
			data(s.Secrets.KvV1Read(ctx, "dev/app", plain))["user"] == "ada" &&
			slices.Equal(data(s.Secrets.KvV1List(ctx, "dev", plain)).Keys, []string{"app"}) &&
			done(s.Secrets.KvV1Delete(ctx, "dev/app", plain))
	}},
	{"remount", func(s *session) bool {
		moved := data(s.System.Remount(ctx, schema.RemountRequest{From: "team/plain", To: "team/moved"}))
		return data(s.System.RemountStatus(ctx, moved.MigrationId)).MigrationInfo["status"] != nil
	}},
	{"cubbyhole", func(s *session) bool {
		return done(s.Secrets.CubbyholeWrite(ctx, "my/own", fields{"a": "b"})) &&
			data(s.Secrets.CubbyholeRead(ctx, "my/own"))["a"] == "b"
	}},
}

var policies = []call{
	{"policy write", func(s *session) bool {
		return done(s.System.PoliciesWriteAclPolicy(ctx, "readers", schema.PoliciesWriteAclPolicyRequest{Policy: rules}))
	}},
	{"policy read", func(s *session) bool {
		return data(s.System.PoliciesReadAclPolicy(ctx, "readers")).Policy == rules
	}},
	{"policy list", func(s *session) bool {
		return slices.Contains(data(s.System.PoliciesListAclPolicies(ctx)).Keys, "readers")
	}},
	{"own capabilities", func(s *session) bool {
		may := data(s.System.QueryTokenSelfCapabilities(ctx, schema.QueryTokenSelfCapabilitiesRequest{Paths: []string{"sys/mounts"}}))
		return fmt.Sprint(may["sys/mounts"]) == "[root]"
	}},
}

var methods = []call{
	{"auth enable and tune", func(s *session) bool {
		for _, kind := range []string{"azure", "jwt", "approle"} {
			done(s.System.AuthEnableMethod(ctx, "team/"+kind, schema.AuthEnableMethodRequest{Type: kind}))
		}
		return done(s.System.AuthTuneConfigurationParameters(ctx, "team/azure",
			schema.AuthTuneConfigurationParametersRequest{MaxLeaseTtl: "8h"})) &&
			data(s.System.AuthReadTuningInformation(ctx, "team/azure")).MaxLeaseTtl == 8*3600
	}},
	{"auth read", func(s *session) bool {
		mounted := data(s.System.AuthReadConfiguration(ctx, "team/azure"))
		s.accessor = mounted.Accessor
		return mounted.Type == "azure" && mounted.Accessor != "" && mounted.Uuid != ""
	}},
	{"azure config", func(s *session) bool {
		return done(s.Auth.AzureConfigureAuth(ctx,
			schema.AzureConfigureAuthRequest{TenantId: tenant, Resource: audience, Environment: "lab"}, azure)) &&
			data(s.Auth.AzureReadAuthConfiguration(ctx, azure))["tenant_id"] == tenant
	}},
	{"azure role", func(s *session) bool {
		return done(s.Auth.AzureWriteAuthRole(ctx, "web", schema.AzureWriteAuthRoleRequest{
			BoundServicePrincipalIds: []string{identity}, TokenPolicies: []string{"readers"}, TokenTtl: "1h"}, azure)) &&
			fmt.Sprint(data(s.Auth.AzureReadAuthRole(ctx, "web", azure))["token_ttl"]) == "3600" &&
			slices.Equal(data(s.Auth.AzureListAuthRoles(ctx, azure)).Keys, []string{"web"})
	}},
	{"jwt role", func(s *session) bool {
		return done(s.Auth.JwtWriteRole(ctx, "job", schema.JwtWriteRoleRequest{RoleType: "jwt", UserClaim: "sub",
			BoundAudiences: []string{"azimuth"}, TokenPolicies: []string{"readers"}}, jwt)) &&
			data(s.Auth.JwtReadRole(ctx, "job", jwt))["user_claim"] == "sub"
	}},
	{"approle role", func(s *session) bool {
		return done(s.Auth.AppRoleWriteRole(ctx, "web",
			schema.AppRoleWriteRoleRequest{BindSecretId: true, TokenPolicies: []string{"readers"}}, approle)) &&
			slices.Equal(data(s.Auth.AppRoleReadPolicies(ctx, "web", approle)).TokenPolicies, []string{"readers"})
	}},
}

var logins = []call{
	{"azure login", func(s *session) bool {
		granted := login(s.Auth.AzureLogin(ctx, schema.AzureLoginRequest{Role: "web", Jwt: machineToken()}, azure))
		read := data(s.Secrets.KvV2Read(ctx, "dev/app", kv, vault.WithToken(granted.ClientToken)))
		return granted.LeaseDuration == 3600 && granted.Renewable && slices.Contains(granted.Policies, "readers") &&
			granted.Metadata["role"] == "web" && read.Data["port"] != nil
	}},
	{"jwt login", func(s *session) bool {
		issuer := newIssuer()
		done(s.Auth.JwtConfigure(ctx, schema.JwtConfigureRequest{JwtValidationPubkeys: []string{issuer.publicKey()}}, jwt))
		now := time.Now()
		token := issuer.sign(fields{"sub": "job", "aud": "azimuth", "iat": now.Unix(), "exp": now.Add(time.Hour).Unix()})
		return slices.Contains(login(s.Auth.JwtLogin(ctx, schema.JwtLoginRequest{Role: "job", Jwt: token}, jwt)).Policies, "readers")
	}},
	// The client reads secret_id_ttl as text, which is a number, so the secret id is wrapped.
	{"approle login", func(s *session) bool {
		wrapped := wrapping(s.Auth.AppRoleWriteSecretId(ctx, "web", schema.AppRoleWriteSecretIdRequest{}, approle, minute))
		secret := data(vault.Unwrap[fields](ctx, s.Client, wrapped.Token))
		id := data(s.Auth.AppRoleReadRoleId(ctx, "web", approle)).RoleId
		granted := login(s.Auth.AppRoleLogin(ctx,
			schema.AppRoleLoginRequest{RoleId: id, SecretId: secret["secret_id"].(string)}, approle))
		return wrapped.WrappedAccessor == secret["secret_id_accessor"] && slices.Contains(granted.Policies, "readers")
	}},
	{"login refused", func(s *session) bool {
		return refused[fields](400)(s.Auth.AppRoleLogin(ctx, schema.AppRoleLoginRequest{RoleId: "none", SecretId: "x"}, approle))
	}},
}

var tokens = []call{
	{"token create", func(s *session) bool {
		made := login(s.Auth.TokenCreate(ctx, schema.TokenCreateRequest{Policies: []string{"readers"}, Ttl: "10m"}))
		s.token = made.ClientToken
		return made.LeaseDuration == 600 && !made.Orphan && made.Accessor != ""
	}},
	{"token lookup", func(s *session) bool {
		return data(s.Auth.TokenLookUp(ctx, schema.TokenLookUpRequest{Token: s.token}))["path"] == "auth/token/create"
	}},
	{"token renew", func(s *session) bool {
		return login(s.Auth.TokenRenew(ctx, schema.TokenRenewRequest{Token: s.token, Increment: "20m"})).LeaseDuration == 1200
	}},
	{"policy refuses", func(s *session) bool {
		return refused[fields](403)(s.System.MountsListSecretsEngines(ctx, vault.WithToken(s.token)))
	}},
	{"token revoke", func(s *session) bool {
		return done(s.Auth.TokenRevoke(ctx, schema.TokenRevokeRequest{Token: s.token})) &&
			refused[fields](403)(s.Auth.TokenLookUpSelf(ctx, vault.WithToken(s.token)))
	}},
	{"accessors", func(s *session) bool { return len(data(s.Auth.TokenListAccessors(ctx)).Keys) > 0 }},
}

var wraps = []call{
	{"wrap", func(s *session) bool {
		made := wrapping(s.System.Wrap(ctx, fields{"note": "once"}, minute))
		s.wrapped = made.Token
		return made.TTL == 60 && made.CreationPath == "sys/wrapping/wrap" && made.CreationTime.Year() > 2000
	}},
	{"unwrap", func(s *session) bool {
		return data(s.System.Unwrap(ctx, schema.UnwrapRequest{Token: s.wrapped}))["note"] == "once" &&
			refused[fields](400)(s.System.Unwrap(ctx, schema.UnwrapRequest{Token: s.wrapped}))
	}},
	{"unwrap a secret, typed", func(s *session) bool {
		wrapped := wrapping(s.Secrets.KvV2Read(ctx, "dev/app", kv, minute))
		return data(vault.Unwrap[schema.KvV2ReadResponse](ctx, s.Client, wrapped.Token)).Data["port"] != nil
	}},
}

var identities = []call{
	{"entity", func(s *session) bool {
		made := data(s.Identity.EntityCreate(ctx, schema.EntityCreateRequest{Name: "team/ada", Policies: []string{"readers"}}))
		s.entity = made["id"].(string)
		return data(s.Identity.EntityReadByName(ctx, "team/ada"))["id"] == s.entity
	}},
	{"alias", func(s *session) bool {
		done(s.Identity.EntityCreateAlias(ctx,
			schema.EntityCreateAliasRequest{Name: "ada", CanonicalId: s.entity, MountAccessor: s.accessor}))
		found := data(s.Identity.EntityLookUp(ctx, schema.EntityLookUpRequest{AliasName: "ada", AliasMountAccessor: s.accessor}))
		return found["id"] == s.entity
	}},
	{"group", func(s *session) bool {
		done(s.Identity.GroupCreate(ctx, schema.GroupCreateRequest{Name: "operators", MemberEntityIds: []string{s.entity}}))
		return slices.Equal(data(s.Identity.GroupListByName(ctx)).Keys, []string{"operators"})
	}},
}

var limits = []call{
	{"quota", func(s *session) bool {
		done(s.System.RateLimitQuotasWrite(ctx, "logins",
			schema.RateLimitQuotasWriteRequest{Path: "auth/team/approle", Role: "web", Rate: 50, Interval: "1m"}))
		quota := data(s.System.RateLimitQuotasRead(ctx, "logins"))
		return quota.Rate == 50 && quota.Interval == 60 && quota.Role == "web" && quota.Path == "auth/team/approle/"
	}},
	{"quota list and delete", func(s *session) bool {
		return slices.Equal(data(s.System.RateLimitQuotasList(ctx)).Keys, []string{"logins"}) &&
			done(s.System.RateLimitQuotasDelete(ctx, "logins"))
	}},
}

var system = []call{
	{"audit", func(s *session) bool {
		done(s.System.AuditingEnableDevice(ctx, "team/record",
			schema.AuditingEnableDeviceRequest{Type: "file", Options: fields{"file_path": "record.log"}}))
		hash := data(s.System.AuditingCalculateHash(ctx, "team/record", schema.AuditingCalculateHashRequest{Input: "x"})).Hash
		return data(s.System.AuditingListEnabledDevices(ctx))["team/record/"] != nil && strings.HasPrefix(hash, "hmac-sha256:")
	}},
	{"audited headers", func(s *session) bool {
		done(s.System.AuditingEnableRequestHeader(ctx, "X-Request-Id", schema.AuditingEnableRequestHeaderRequest{Hmac: true}))
		return len(data(s.System.AuditingListRequestHeaders(ctx)).Headers) == 1
	}},
	{"versions", func(s *session) bool { return len(data(s.System.VersionHistory(ctx)).Keys) == 1 }},
	{"plugins", func(s *session) bool {
		return slices.Contains(data(s.System.PluginsCatalogListPluginsWithType(ctx, "auth")).Keys, "azure")
	}},
	{"unmount and disable", func(s *session) bool {
		return done(s.System.MountsDisableSecretsEngine(ctx, "team/vcgkv")) &&
			done(s.System.AuthDisableMethod(ctx, "team/azure")) &&
			data(s.System.MountsListSecretsEngines(ctx))["team/vcgkv/"] == nil &&
			data(s.System.AuthListEnabledMethods(ctx))["team/azure/"] == nil
	}},
	{"seal", func(s *session) bool {
		return done(s.System.Seal(ctx)) && data(s.System.SealStatus(ctx)).Sealed
	}},
}
