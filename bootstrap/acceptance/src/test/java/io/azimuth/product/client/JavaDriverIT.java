package io.azimuth.product.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.api.Logical;
import io.github.jopenlibs.vault.api.WriteOptions;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.response.AuthResponse;
import io.github.jopenlibs.vault.response.LogicalResponse;
import io.github.jopenlibs.vault.response.LookupResponse;
import io.github.jopenlibs.vault.response.UnwrapResponse;
import io.github.jopenlibs.vault.response.WrapResponse;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java driver {@code io.github.jopenlibs:vault-java-driver} works with the packaged server. It
 * has no Azure login, but its JWT login sends the same fields.
 */
final class JavaDriverIT {

  private static TestingServer server;
  private static AzureMount azure;
  private static Vault workload;

  @BeforeAll
  static void start(@TempDir Path directory) throws VaultException {
    server = TestingServer.in(directory).packaged().start();
    azure = ClientSecrets.prepare(server);
    workload = driver(logIn().getAuthClientToken(), 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static AuthResponse logIn() throws VaultException {
    return driver("", 2).auth().loginByJwt(azure.name(), "web", azure.jwt());
  }

  private static Vault driver(String token, int engineVersion) throws VaultException {
    server.as(token);
    VaultConfig config =
        new VaultConfig()
            .address(server.address().resolve("/").toString().replaceAll("/$", ""))
            .engineVersion(engineVersion);
    return Vault.create(token.isEmpty() ? config.build() : config.token(token).build());
  }

  @Test
  void logsInRenewsAndRevokesItself() throws VaultException {
    AuthResponse login = logIn();
    Vault mine = driver(login.getAuthClientToken(), 2);

    assertThat(login.getAuthPolicies()).containsExactly("app", "default");
    assertThat(login.getAuthLeaseDuration()).isEqualTo(3600);
    assertThat(login.isAuthRenewable()).isTrue();
    LookupResponse looked = mine.auth().lookupSelf();
    assertThat(looked.getDisplayName()).isEqualTo("azure-" + AzureMount.WEB_1);
    assertThat(looked.getPath()).isEqualTo("auth/azure/login");
    assertThat(looked.isOrphan()).isTrue();
    assertThat(mine.auth().renewSelf(1800).getAuthLeaseDuration()).isEqualTo(1800);
    assertThat(mine.auth().lookupSelf().getTTL()).isBetween(1700L, 1800L);

    mine.auth().revokeSelf();

    assertStatus(403, () -> mine.auth().lookupSelf());
  }

  @Test
  void aLoginThatIsRefusedSaysWhy() throws VaultException {
    assertThatThrownBy(() -> driver("", 2).auth().loginByJwt("azure", "web", "a.b.c"))
        .hasMessageContaining("[token_not_accepted]");
    assertStatus(403, () -> driver("", 2).auth().loginByJwt("azure", "web", "a.b.c"));
    assertStatus(400, () -> driver("", 2).auth().loginByJwt("azure", "none", azure.jwt()));
  }

  @Test
  void keepsVersions() throws VaultException {
    Logical secrets = workload.logical();
    secrets.write("secret/app/db", Map.of("user", "x", "port", 5432));
    secrets.write("secret/app/db", Map.of("user", "y"), null, following(1));

    assertThat(secrets.read("secret/app/db").getData()).isEqualTo(Map.of("user", "y"));
    assertThat(secrets.read("secret/app/db").getDataMetadata().getVersion()).isEqualTo(2);
    assertThat(secrets.read("secret/app/db", true, 1).getData())
        .isEqualTo(Map.of("user", "x", "port", "5432"));
    LogicalResponse stale = secrets.write("secret/app/db", Map.of("user", "z"), null, following(1));
    assertThat(stale.getRestResponse().getStatus()).isEqualTo(400);
    assertThat(stale.getRestResponse().getBody())
        .asString()
        .contains("check-and-set parameter did not match the current version");
  }

  private static WriteOptions following(long version) {
    return new WriteOptions().checkAndSet(version).build();
  }

  @Test
  void listsDeletesAndBringsBack() throws VaultException {
    Logical secrets = workload.logical();
    secrets.write("secret/app/listed/one", Map.of("a", "b"));
    secrets.write("secret/app/listed/two/three", Map.of("a", "b"));
    assertThat(secrets.list("secret/app/listed").getListData()).containsExactly("one", "two/");
    assertThat(secrets.list("secret/app/none").getListData()).isEmpty();

    secrets.delete("secret/app/listed/one", new int[] {1});
    assertThat(secrets.read("secret/app/listed/one").getRestResponse().getStatus()).isEqualTo(404);
    secrets.unDelete("secret/app/listed/one", new int[] {1});
    assertThat(secrets.read("secret/app/listed/one").getData()).containsEntry("a", "b");
    secrets.destroy("secret/app/listed/one", new int[] {1});
    assertThat(secrets.read("secret/app/listed/one").getDataMetadata().getMetadataMap())
        .containsEntry("destroyed", "true");
    secrets.delete("secret/app/listed/one");
    assertThat(secrets.list("secret/app/listed").getListData()).containsExactly("two/");
  }

  @Test
  void keepsSecretsWithoutVersions() throws VaultException {
    Logical plain = driver(logIn().getAuthClientToken(), 1).logical();

    assertThat(plain.write("plain/app/db", Map.of("user", "x")).getRestResponse().getStatus())
        .isEqualTo(204);
    LogicalResponse read = plain.read("plain/app/db");
    assertThat(read.getData()).isEqualTo(Map.of("user", "x"));
    assertThat(read.getLeaseDuration()).isEqualTo(2764800);
    assertThat(read.getRenewable()).isFalse();
    assertThat(plain.list("plain/app").getListData()).containsExactly("db");
    plain.delete("plain/app/db");
    assertThat(plain.read("plain/app/db").getRestResponse().getStatus()).isEqualTo(404);
  }

  @Test
  void isRefusedWhatThePolicyRefuses() throws VaultException {
    Logical secrets = workload.logical();

    assertThat(secrets.read("secret/other").getRestResponse().getStatus()).isEqualTo(403);
    assertThat(secrets.write("secret/other", Map.of("a", "b")).getRestResponse().getBody())
        .asString()
        .contains("permission denied");
    assertThat(secrets.list("secret/other").getListData()).isEmpty();
    assertStatus(403, () -> secrets.delete("secret/other"));
    assertThat(server.root().get("secret/data/other").status()).isEqualTo(404);
  }

  @Test
  void wrapsLooksRewrapsAndUnwrapsOnce() throws VaultException {
    var wrapping = workload.sys().wrapping();
    WrapResponse wrapped = wrapping.wrap(Json.object().add("a", "b"), 90);
    WrapResponse again = driver(server.rootToken(), 2).sys().wrapping().rewrap(wrapped.getToken());

    assertThat(wrapped.getTtl()).isEqualTo(90);
    assertThat(wrapped.getCreationPath()).isEqualTo("sys/wrapping/wrap");
    assertThat(wrapping.lookupWrap(again.getToken(), false).getData())
        .containsEntry("creation_ttl", "90");
    assertThat(wrapping.unwrap(again.getToken(), false).getData().getString("a")).isEqualTo("b");
    assertStatus(400, () -> wrapping.unwrap(again.getToken(), false));
  }

  @Test
  void unwrapsASecretAndALogin() throws VaultException {
    workload.logical().write("secret/app/wrapped", Map.of("a", "b"));
    LogicalResponse write = workload.logical().write("secret/app/wrapped", Map.of("a", "c"), 60);
    Reply login =
        azure.login(server.anonymous().with("X-Vault-Wrap-TTL", "60"), "web", azure.jwt());

    UnwrapResponse opened = driver(write.getWrapResponse().getToken(), 2).sys().wrapping().unwrap();
    UnwrapResponse loggedIn = driver("", 2).sys().wrapping().unwrap(login.wrappingToken(), false);

    assertThat(opened.getData().getInt("version")).isEqualTo(2);
    assertThat(driver(loggedIn.getAuthClientToken(), 2).auth().lookupSelf().getPolicies())
        .containsExactly("app", "default");
  }

  @Test
  void findsTheVersionsOfTheEnginesByItself() throws VaultException {
    VaultConfig config =
        new VaultConfig()
            .address(server.address().toString().replaceAll("/$", ""))
            .token(server.rootToken())
            .build();

    assertThat(Vault.create(config, true, 1).getSecretEngineVersions())
        .containsEntry("secret/", "2")
        .containsEntry("plain/", "1");
    assertThat(Vault.create(config).debug().health().getInitialized()).isTrue();
  }

  private static void assertStatus(
      int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.throwable(VaultException.class))
        .extracting(VaultException::getHttpStatusCode)
        .isEqualTo(status);
  }
}
