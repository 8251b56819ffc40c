package io.azimuth.adapters.azure.attested;

import static io.azimuth.adapters.azure.attested.IssuerWeb.document;
import static io.azimuth.adapters.azure.attested.SigningChain.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are made to keep the server busy. */
class CostlyDocumentsTest {

  private static final BigInteger LARGE = BigInteger.ONE.shiftLeft(1279).subtract(BigInteger.ONE);
  private static final String NOT_USED = "a certificate in it has a key that is not used";

  private final SigningChain chain = new SigningChain();
  @TempDir private Path directory;

  @Test
  void aKeyWithALargeExponentIsNotUsed() throws GeneralSecurityException {
    SigningChain large = new SigningChain().signerKeys(rsa(2048, LARGE));
    IssuerWeb web = new IssuerWeb(directory, chain.root());

    assertThat(web.problem(document(large), NOW)).isEqualTo(NOT_USED);
    assertThat(web.problem(document(chain, large.signer()), NOW)).isEqualTo(NOT_USED);
  }

  @Test
  void copiesAndAuthoritiesThatCertifyThemselvesAreNotTried() {
    X509Certificate between = chain.between();

    assertThat(
            IntermediateCertificates.of(
                List.of(between, chain.between(), chain.betweenByItself(), chain.root()), NOW))
        .containsExactly(between);
  }

  private static KeyPair rsa(int bits, BigInteger exponent) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
    return generator.generateKeyPair();
  }
}
