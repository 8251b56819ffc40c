import client.ApiClient;
import client.ApiException;
import client.api.AuthApi;
import client.api.SecretsApi;
import client.api.SystemApi;
import client.model.Auth;
import client.model.AzureLoginWriteRequest;
import client.model.KvDataPathReadData;
import java.util.List;

/** Logs in and reads a secret with the generated client. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws ApiException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("VAULT_ADDR") + "/v1");
    Auth auth = login(client);
    check("policies", List.of("default", "readers").equals(auth.getPolicies()));
    check("lifetime", auth.getLeaseDuration() == 3600 && auth.getRenewable());
    client.setRequestInterceptor(
        request -> request.header("X-Vault-Token", auth.getClientToken()));
    KvDataPathReadData secret = secret(client);
    check("secret", Integer.valueOf(5432).equals(secret.getData().get("port")));
    check("metadata", secret.getMetadata().getVersion() == 1);
    check("time", secret.getMetadata().getCreatedTime().getYear() > 2000);
    refused(client);
  }

  private static Auth login(ApiClient client) throws ApiException {
    AzureLoginWriteRequest request =
        new AzureLoginWriteRequest().role("app").jwt(System.getenv("LOGIN_JWT"));
    return new AuthApi(client)
        .writeAuthAzureLogin(
            AuthApi.APIwriteAuthAzureLoginRequest.newBuilder()
                .azureMountPath(System.getenv("LOGIN_MOUNT"))
                .azureLoginWriteRequest(request)
                .build())
        .getAuth();
  }

  private static KvDataPathReadData secret(ApiClient client) throws ApiException {
    return new SecretsApi(client)
        .readKvDataPath(
            SecretsApi.APIreadKvDataPathRequest.newBuilder()
                .kvMountPath(System.getenv("SECRETS_MOUNT"))
                .path("dir/db")
                .build())
        .getData();
  }

  private static void refused(ApiClient client) {
    try {
      new SystemApi(client).readSysMounts();
    } catch (ApiException e) {
      check("refused", e.getCode() == 403 && e.getResponseBody().contains("permission denied"));
      return;
    }
    check("refused", false);
  }

  private static void check(String what, boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold: " + what);
    }
    System.out.println("ok: " + what);
  }
}
