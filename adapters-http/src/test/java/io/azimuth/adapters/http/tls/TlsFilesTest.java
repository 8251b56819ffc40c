package io.azimuth.adapters.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.http.server.TestAuthority;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TlsFilesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      value = TlsEngine.class,
      names = {"NATIVE", "JDK"})
  void remembersAClientWithACertificateForASecond(TlsEngine engine) throws Exception {
    LoadedTls anybody = TlsFiles.load(config("EC", 256, false, engine));
    LoadedTls known = TlsFiles.load(config("EC", 256, true, engine));
    assertThat(timeout(anybody)).isGreaterThanOrEqualTo(3600);
    assertThat(timeout(known)).isEqualTo(1);
  }

  private static int timeout(LoadedTls loaded) {
    return loaded.context().getServerSessionContext().getSessionTimeout();
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO,EC,256,Conscrypt/BoringSSL",
    "AUTO,EC,521,Conscrypt/BoringSSL",
    "AUTO,RSA,4096,Conscrypt/BoringSSL",
    "AUTO,Ed25519,255,'the JDK, which costs more; Conscrypt cannot be used: it does not take'",
    "NATIVE,RSA,2048,Conscrypt/BoringSSL",
    "JDK,EC,256,the JDK"
  })
  void choosesTheEngine(TlsEngine engine, String algorithm, int size, String name)
      throws Exception {
    assertThat(TlsFiles.load(config(algorithm, size, false, engine)).engine()).startsWith(name);
  }

  @Test
  void refusesAKeyThatTheDemandedEngineDoesNotTake() throws Exception {
    TlsConfig config = config("Ed25519", 255, false, TlsEngine.NATIVE);
    assertThatThrownBy(() -> TlsFiles.load(config))
        .isInstanceOf(TlsFileException.class)
        .hasMessage(
            "tls_engine = \"native\" cannot be used: it does not take the key of "
                + config.keyFile());
  }

  @Test
  void neverBecomesAProviderOfTheWholeJvm() throws Exception {
    TlsFiles.load(config("EC", 256, false, TlsEngine.NATIVE));
    assertThat(Security.getProvider("Conscrypt")).isNull();
  }

  private TlsConfig config(String algorithm, int size, boolean clients, TlsEngine engine)
      throws Exception {
    KeyPair keys = TestAuthority.keyPair(algorithm, size);
    TestAuthority authority = new TestAuthority("ca");
    Path certificate =
        TestAuthority.traditional(
            directory.resolve("c.pem"), authority.issue("server", keys).certificate());
    return new TlsConfig(
        certificate,
        TestAuthority.pkcs8(directory.resolve("k.pem"), keys.getPrivate()),
        clients ? Optional.of(certificate) : Optional.empty(),
        engine);
  }
}
