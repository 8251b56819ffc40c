package io.azimuth.product.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.secret.PemBlock;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.TlsFixture;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.vault.VaultException;
import org.springframework.vault.client.ClientHttpRequestFactoryFactory;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.ClientOptions;
import org.springframework.vault.support.SslConfiguration;
import org.springframework.vault.support.SslConfiguration.KeyStoreConfiguration;
import org.springframework.vault.support.VaultToken;

/** Spring Vault with a token that is bound to the certificate of its key store. */
final class BoundSpringVaultTest {

  @RegisterExtension static final SharedServer SECURE = SharedServer.overTls();

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  private Path keyStore() throws Exception {
    TlsFixture.write(directory, "app", "EC");
    String key = Files.readString(directory.resolve("app.key"));
    PrivateKey own =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new PKCS8EncodedKeySpec(PemBlock.only(key).orElseThrow().der().orElseThrow()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(directory.resolve("app.pem"))) {
      Certificate[] chain = {CertificateFactory.getInstance("X.509").generateCertificate(in)};
      store.setKeyEntry("app", own, PASSWORD, chain);
    }
    Path file = directory.resolve("app.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return file;
  }

  private static VaultTemplate template(TestingServer server, SslConfiguration tls, String token) {
    return new VaultTemplate(
        VaultEndpoint.from(server.address()),
        ClientHttpRequestFactoryFactory.create(new ClientOptions(), tls),
        () -> VaultToken.of(token));
  }

  @Test
  void theCertificateOfTheKeyStoreIsShown() throws Exception {
    TestingServer server = SECURE.server();
    JwtMount mount = JwtMount.enable(server, "spring").role("web", "bind_token", "required");
    SslConfiguration trusting =
        SslConfiguration.forTrustStore(
            KeyStoreConfiguration.of(new FileSystemResource(server.path("server.pem")))
                .withStoreType(SslConfiguration.PEM_KEYSTORE_TYPE));
    SslConfiguration showing =
        trusting.withKeyStore(
            KeyStoreConfiguration.of(new FileSystemResource(keyStore()), PASSWORD, "PKCS12"));
    Map<String, String> login = Map.of("role", "web", "jwt", mount.jwt());

    String token =
        (String)
            template(server, showing, "none")
                .write("auth/spring/login", login)
                .getAuth()
                .get("client_token");

    assertThat(template(server, showing, token).read("auth/token/lookup-self").getRequiredData())
        .containsKey("bound_certificate");
    assertThatThrownBy(() -> template(server, trusting, token).read("auth/token/lookup-self"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("[binding_not_proved]");
  }
}
