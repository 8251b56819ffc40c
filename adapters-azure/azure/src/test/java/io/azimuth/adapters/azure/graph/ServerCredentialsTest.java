package io.azimuth.adapters.azure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.OwnCertificates;
import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.federation.IdentityTokenRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server's credentials other than a client secret. */
@Timeout(120)
class ServerCredentialsTest {

  private static final ResourceId MACHINE = Lab.machine("web-1");
  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
  private static final IdentityTokenRequest REQUEST =
      new IdentityTokenRequest("mount", "api://AzureADTokenExchange", Duration.ofHours(1));
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<IdentityTokenRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger issued = new AtomicInteger();
  private volatile boolean sealed;
  @TempDir private Path directory;
  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab(Optional.empty(), this::issue);
    lab.azure.on(MACHINE, 200, "{\"id\":\"" + MACHINE + "\"}");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void signsInWithACertificate() {
    assertThat(find(certificate(OwnCertificates.pem(END))))
        .isInstanceOf(DirectoryAnswer.Found.class);

    assertThat(form("client_assertion_type"))
        .isEqualTo("urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");
    assertThat(payload(form("client_assertion"))).contains("\"" + CLIENT + "\"");
    assertThat(lab.azure.tokenCalls().get(0).body()).doesNotContain("client_secret");
  }

  @Test
  void theCertificateMayStandBehindItsIssuer() {
    assertThat(find(certificate(OwnCertificates.chainUpsideDown(END))))
        .isInstanceOf(DirectoryAnswer.Found.class);
  }

  @ParameterizedTest
  @MethodSource
  void aCertificateThatIsNoneIsARefusal(String pem, String detail) {
    assertThat(lab.rotator.prove(Lab.access(certificate(pem)), Purpose.RESOURCE_MANAGER, LIMIT))
        .isEqualTo(new AzureAnswer.Refused<>("the client certificate " + detail));
    assertThat(find(certificate(pem)))
        .isEqualTo(DirectoryAnswer.Down.signInRefused("the client certificate " + detail));
    assertThat(lab.azure.calls()).isEmpty();
  }

  static List<Object[]> aCertificateThatIsNoneIsARefusal() {
    String good = OwnCertificates.pem(END);
    String noKey =
        "must hold one private key (PKCS#8, not encrypted: openssl pkcs8 -topk8 -nocrypt)";
    return List.of(
        new Object[] {"", noKey},
        new Object[] {"words", noKey},
        new Object[] {good.replace("PRIVATE KEY", "RSA PRIVATE KEY"), noKey},
        new Object[] {good.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), noKey},
        new Object[] {good + good, noKey},
        new Object[] {
          good.substring(0, good.indexOf("-----BEGIN CERTIFICATE")),
          "must hold one certificate of its private key"
        },
        new Object[] {
          OwnCertificates.keyOfAnother(END), "must hold one certificate of its private key"
        },
        new Object[] {
          good.replaceFirst("BEGIN PRIVATE KEY-----\n.", "BEGIN PRIVATE KEY-----\n!"),
          "holds a private key that is no readable RSA key"
        },
        new Object[] {
          OwnCertificates.elliptic(END), "holds a private key that is no readable RSA key"
        },
        new Object[] {"x".repeat(200_000), "is too long"});
  }

  @Test
  void eachExchangeCarriesANewTokenOfOurIssuer() {
    challengeOnce();

    assertThat(find(new ServerCredential.PluginIdentity(CLIENT, REQUEST)))
        .isInstanceOf(DirectoryAnswer.Found.class);

    assertThat(requests).containsOnly(REQUEST);
    assertThat(assertions())
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.startsWith("ours"));
  }

  @Test
  void anIssuerThatMakesNoTokenIsSaidToTheOperator() {
    sealed = true;

    assertThat(find(new ServerCredential.PluginIdentity(CLIENT, REQUEST)))
        .isEqualTo(
            DirectoryAnswer.Down.signIn(
                "no identity token of our own can be made: the store is closed"));
    assertThat(
            lab.rotator.prove(
                Lab.access(new ServerCredential.PluginIdentity(CLIENT, REQUEST)),
                Purpose.GRAPH,
                LIMIT))
        .isInstanceOf(AzureAnswer.Unavailable.class);
    assertThat(lab.azure.calls()).isEmpty();
  }

  @Test
  void anIssuerThatIsWellAgainIsAskedAgain() {
    sealed = true;
    find(new ServerCredential.PluginIdentity(CLIENT, REQUEST));
    sealed = false;

    assertThat(find(new ServerCredential.PluginIdentity(CLIENT, REQUEST)))
        .isInstanceOf(DirectoryAnswer.Found.class);
  }

  @Test
  void eachExchangeReadsTheTokenFileAnew() throws IOException {
    Path file = directory.resolve("token");
    Files.writeString(file, "first.token\n");
    AtomicInteger tries = new AtomicInteger();
    lab.azure.on(
        MACHINE,
        exchange -> {
          if (tries.incrementAndGet() > 1) {
            FakeAzure.reply(exchange, 200, "{\"id\":\"" + MACHINE + "\"}");
            return;
          }
          Files.writeString(file, "  second.token  ");
          FakeAzure.challenge(exchange);
        });

    assertThat(find(new ServerCredential.TokenFile(CLIENT, file)))
        .isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(assertions()).containsExactly("first.token", "second.token");
  }

  @Test
  void aTokenFileThatCannotBeUsedIsNamedWithoutItsContent() throws IOException {
    Path file = directory.resolve("token");
    ServerCredential credential = new ServerCredential.TokenFile(CLIENT, file);

    assertThat(find(credential))
        .isEqualTo(down("the token file " + file + " cannot be read: NoSuchFileException"));
    Files.writeString(file, " \n");
    assertThat(find(credential)).isEqualTo(down("the token file " + file + " is empty"));
    Files.writeString(file, "z".repeat(64 * 1024 + 1));
    assertThat(find(credential))
        .isEqualTo(down("the token file " + file + " is larger than 64 KiB"));
    assertThat(lab.azure.calls()).isEmpty();
    Files.writeString(file, "z".repeat(64 * 1024));
    assertThat(find(credential)).isInstanceOf(DirectoryAnswer.Found.class);
  }

  @Test
  void anAssertionThatNobodyTrustsIsARefusal() {
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange ->
            FakeAzure.reply(
                exchange,
                400,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS70021: no\"}"));

    assertThat(
            lab.rotator.prove(
                Lab.access(new ServerCredential.PluginIdentity(CLIENT, REQUEST)),
                Purpose.RESOURCE_MANAGER,
                LIMIT))
        .isEqualTo(
            new AzureAnswer.Refused<>("signing in failed: invalid_client AADSTS70021, status 400"));
    assertThat(lab.azure.tokenCalls()).hasSize(1);
  }

  private void challengeOnce() {
    AtomicInteger tries = new AtomicInteger();
    lab.azure.on(
        MACHINE,
        exchange -> {
          if (tries.incrementAndGet() > 1) {
            FakeAzure.reply(exchange, 200, "{\"id\":\"" + MACHINE + "\"}");
          } else {
            FakeAzure.challenge(exchange);
          }
        });
  }

  private SecretText issue(IdentityTokenRequest request) {
    if (sealed) {
      throw new ServiceException(ErrorCode.SEALED, "the store is closed");
    }
    requests.add(request);
    return SecretText.of("ours." + issued.incrementAndGet());
  }

  private DirectoryAnswer find(ServerCredential credential) {
    return lab.directory.find(Lab.access(credential), MACHINE, Lab.LONG);
  }

  private static ServerCredential certificate(String pem) {
    return new ServerCredential.ClientCertificate(CLIENT, SecretText.of(pem));
  }

  private static DirectoryAnswer down(String detail) {
    return DirectoryAnswer.Down.signIn(detail);
  }

  private List<String> assertions() {
    return lab.azure.tokenCalls().stream()
        .map(call -> form(call.body(), "client_assertion"))
        .toList();
  }

  private String form(String name) {
    return form(lab.azure.tokenCalls().get(0).body(), name);
  }

  private static String form(String body, String name) {
    Matcher matcher = Pattern.compile("(^|&)" + name + "=([^&]*)").matcher(body);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(2);
  }

  private static String payload(String jwt) {
    return new String(
        Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }
}
