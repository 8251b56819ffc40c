package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.azimuth.spi.verify.CertificateDigests;
import io.azimuth.testkit.TlsFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code azimuth login} whose token is bound to a key: one of its own, or that of the machine. */
final class BoundLoginCommandTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.overTls();

  private static final String LOOKUP = "auth/token/lookup-self";

  static TestingServer server;
  static AzureMount mount;

  @TempDir Path home;
  @TempDir Path elsewhere;
  CommandLineRun workload;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    server
        .root()
        .write(
            "sys/policies/acl/web",
            Map.of("policy", "path \"cubbyhole/*\" { capabilities = [\"update\", \"read\"] }"));
    mount = AzureMount.enable(server, "azure");
    mount
        .role("strict", "token_policies", "web", "bind_token", "required")
        .role("proved", "require_bound_token", true, "bind_token", "required")
        .role("plain")
        .role("plain-proved", "require_bound_token", true);
  }

  @BeforeEach
  void begin() {
    server.azure().reset();
    workload = at(home);
  }

  private static CommandLineRun at(Path directory) {
    return CommandLineRun.at(server, directory)
        .with("VAULT_CACERT", server.path("server.pem").toString());
  }

  private static String[] login(String role, String... more) {
    return Stream.concat(
            Stream.of(
                "login",
                "--role=" + role,
                "--metadata-address",
                server.azure().metadataUri("web-1").toString(),
                "--azure-ca-cert",
                server.path("ca.pem").toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private Path key() {
    return home.resolve(".vault-token.pem");
  }

  private String certificate() throws IOException {
    String pem = Files.readString(key());
    return pem.substring(pem.indexOf("-----BEGIN CERT"), pem.indexOf("-----BEGIN PRIVATE"));
  }

  private void isBound() throws IOException {
    assertThat(workload.run("read", "-field=bound_certificate", LOOKUP).out())
        .isEqualTo(CertificateDigests.ofPem(certificate()).orElseThrow().text());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
        .isEqualTo("rw-------");
  }

  private static void notProved(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errors()).singleElement().asString().contains("[binding_not_proved]");
  }

  @Test
  void whatAMachineLogsInWithOpensNothingElsewhere() throws Exception {
    End end = workload.run(login("proved", "--source=imdsv2"));

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out()).contains("Success!").containsPattern("token_meta_vm_name +web-1");
    isBound();
    // The token without its key.
    Files.copy(home.resolve(".vault-token"), elsewhere.resolve(".vault-token"));
    End thief = at(elsewhere).run("read", LOOKUP);
    assertThat(thief.exit()).isEqualTo(1);
    assertThat(thief.err())
        .contains("Code: 403", "[binding_not_proved]", "key is not here", "azimuth login --bind");
    String token = Files.readString(home.resolve(".vault-token"));
    var another =
        TlsFixture.presenting(elsewhere, "another", server.path("server.pem").toAbsolutePath());
    notProved(server.anonymous(another).as(token).get(LOOKUP));
    notProved(server.anonymous().as(token).get(LOOKUP));
    // The JWT without its key, and with it.
    byte[] pem = certificate().getBytes(StandardCharsets.UTF_8);
    X509Certificate own =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem));
    String jwt = mount.mint(mount.order().boundTo(own));
    notProved(mount.login("proved", jwt));
    notProved(mount.login(server.anonymous(another), "proved", jwt));
    Path file = Files.writeString(elsewhere.resolve("jwt"), jwt);
    String[] fromFile = {"login", "--role=proved", "--jwt-file", file.toString()};
    assertThat(at(elsewhere).run(fromFile).err())
        .contains("name it and its key with --client-cert");
    End holder =
        at(elsewhere)
            .with("VAULT_CLIENT_CERT", key().toString())
            .with("VAULT_CLIENT_KEY", key().toString())
            .run(fromFile);
    assertThat(holder.exit()).as(holder.err()).isZero();
    assertThat(elsewhere.resolve(".vault-token.pem")).doesNotExist();
  }

  @Test
  void aLoginMakesAKeyThatLaterCommandsUse() throws IOException {
    End end = workload.run(login("strict", "--bind"));

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    isBound();
    assertThat(Files.readString(home.resolve(".vault-token"))).matches("azs\\.[A-Za-z0-9]+");
    assertThat(workload.run("write", "cubbyhole/a", "b=c").exit()).isZero();
    String token = Files.readString(home.resolve(".vault-token"));
    assertThat(workload.with("VAULT_TOKEN", token).run("read", LOOKUP).exit()).isZero();

    assertThat(workload.run("token", "revoke", "-self").exit()).isZero();
    assertThat(key()).doesNotExist();
  }

  @Test
  void theKeyGoesWithItsToken() {
    assertThat(workload.run(login("strict", "--bind")).exit()).isZero();
    End end = workload.run(login("plain"));

    assertThat(end.exit()).as(end.err()).isZero();
    assertThat(key()).doesNotExist();
    assertThat(workload.run(login("plain-proved", "--source=imdsv2")).exit()).isZero();
    assertThat(key()).doesNotExist();
    assertThat(workload.run("read", LOOKUP).exit()).isZero();
  }

  @Test
  void aTokenThatIsNotBoundIsNotTakenForOne() throws IOException {
    int before = tokens();

    End end = workload.run(login("plain", "--bind"));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("did not bind the token", "revoked", "bind_token");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
    assertThat(tokens()).isEqualTo(before);
  }

  private static int tokens() {
    return server.root().list("auth/token/accessors").data().path("keys").size();
  }

  @Test
  void noUseOfATokenIsSpentOnTheQuestionWhetherItIsBound() {
    mount.role("few", "bind_token", "required", "token_num_uses", 2);

    assertThat(workload.run(login("few", "--bind")).exit()).isZero();

    assertThat(workload.run("read", "-field=num_uses", LOOKUP).out()).isEqualTo("1");
  }

  @Test
  void aRoleThatBindsSaysWhatIsMissing() {
    End end = workload.run(login("strict"));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("[certificate_missing]", "azimuth login --bind makes a key");
  }

  @ParameterizedTest
  @CsvSource({
    "--no-store, leave out --no-store",
    "--token-only, leave out --no-store",
    "--wrap-ttl=60, leave out --no-store",
    "--explain, no effect with --explain"
  })
  void aKeyThatIsNotKeptIsWrongUsage(String option, String sentence) {
    End end = workload.run(login("strict", "--bind", option));

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.err()).contains(sentence);
  }

  @Test
  void withoutTlsNothingCanBeBound() {
    End end = workload.run(login("strict", "--bind", "--address=http://127.0.0.1:1"));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("must begin with https://");
  }

  @Test
  void aMetadataServiceWithoutCertificatesIsNamed() {
    server.azure().fault(SimulatedFault.status(SimulatorEndpoint.PLATFORM_METADATA, 404));

    End end = workload.run(login("proved", "--source=imdsv2"));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("(source imdsv2)", "IMDSv2", "--source=vm fetches a token");
    assertThat(workload.pauses()).isEmpty();
  }

  @Test
  void aBusyMetadataServiceIsAskedAgainWhenItSays() {
    for (SimulatorEndpoint busy :
        List.of(SimulatorEndpoint.PLATFORM_METADATA, SimulatorEndpoint.ISSUE_CREDENTIAL)) {
      server.azure().fault(SimulatedFault.status(busy, 429).retryAfter(9).times(1));
    }

    End end = workload.run(login("proved", "--source=imdsv2"));

    assertThat(end.exit()).as(end.err()).isZero();
    assertThat(workload.pauses()).containsExactly(Duration.ofSeconds(9), Duration.ofSeconds(9));
  }

  @Test
  void explainKnowsTheCertificateOfTheMachine() {
    String[] explain = login("proved", "--source=imdsv2");
    explain[0] = "explain";

    End operator = workload.with("AZIMUTH_TOKEN", server.rootToken()).run(explain);
    End owner = workload.run(explain);

    assertThat(operator.exit()).as(operator.err()).isZero();
    assertThat(operator.out()).contains("bound_certificate");
    assertThat(owner.exit()).as(owner.err()).isZero();
    assertThat(owner.out()).contains("The server grants this login.");
  }

  @Test
  void explainSaysWhyALoginWithoutACertificateIsRefused() {
    String[] explain = login("strict");
    explain[0] = "explain";

    End owner = workload.run(explain);

    assertThat(owner.exit()).isEqualTo(1);
    assertThat(owner.out())
        .contains("certificate_missing", "codes.md#certificate_missing")
        .doesNotContain("update this client");
  }
}
