import client.ApiClient;
import client.ApiException;
import client.api.AuthApi;
import client.api.SecretsApi;
import client.api.SystemApi;
import client.model.Auth;
import client.model.AzureLoginWriteRequest;
import client.model.Errors;
import client.model.KvDataPathReadData;
import java.io.IOException;
import java.util.List;

/** Logs in, reads a secret and the mounts, and is refused, with the generated client. */
public final class Main {

  private static final String SECRETS = System.getenv("SECRETS_MOUNT");

  public static void main(String[] arguments) throws ApiException, IOException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("VAULT_ADDR") + "/v1");
    AzureLoginWriteRequest login =
        new AzureLoginWriteRequest().role("app").jwt(System.getenv("LOGIN_JWT"));
    Auth auth =
        new AuthApi(client).writeAuthAzureLogin(System.getenv("LOGIN_MOUNT"), login).getAuth();
    check("policies", List.of("default", "readers").equals(auth.getPolicies()));
    check("lifetime", auth.getLeaseDuration() == 3600 && auth.getRenewable());
    client.setRequestInterceptor(
        request -> request.header("X-Vault-Token", auth.getClientToken()));
    SecretsApi secrets = new SecretsApi(client);
    KvDataPathReadData secret = secrets.readKvDataPath(SECRETS, "dir/db", null).getData();
    check("secret", Integer.valueOf(5432).equals(secret.getData().get("port")));
    check("metadata", secret.getMetadata().getVersion() == 1);
    check("time", secret.getMetadata().getCreatedTime().getYear() > 2000);
    var mounts = new SystemApi(client).readSysMounts().getData();
    check("mounts", mounts.get(SECRETS + "/").getType().equals("kv"));
    try {
      secrets.readKvDataPath(SECRETS, "other", null);
      check("refused", false);
    } catch (ApiException e) {
      Errors errors = client.getObjectMapper().readValue(e.getResponseBody(), Errors.class);
      check("refused", e.getCode() == 403 && errors.getErrors().size() == 1);
    }
  }

  private static void check(String what, boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold: " + what);
    }
    System.out.println("ok: " + what);
  }
}
