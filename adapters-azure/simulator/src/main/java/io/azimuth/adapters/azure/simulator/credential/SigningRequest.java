package io.azimuth.adapters.azure.simulator.credential;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * A certificate signing request as Microsoft's libraries write it: PKCS #10 in base64, RSA, the
 * subject {@code CN=client id, DC=tenant id}, and the ids of the machine as JSON in an attribute.
 * Its signature is verified.
 *
 * @param key the key that signed it
 * @param computeUnit the text of the attribute; empty when there is none
 */
public record SigningRequest(RSAPublicKey key, X500Name subject, Optional<String> computeUnit) {

  /** The attribute with the ids of the machine. */
  public static final String COMPUTE_UNIT = "1.3.6.1.4.1.311.90.2.10";

  private static final int MIN_BITS = 2048;

  /**
   * Reads one; empty when it is none, its key is not RSA with 2048 bits at least, or its signature
   * is neither RSASSA-PSS nor SHA256withRSA, or wrong.
   */
  public static Optional<SigningRequest> parse(String base64) {
    try {
      PKCS10CertificationRequest request =
          new PKCS10CertificationRequest(Base64.getDecoder().decode(base64));
      RSAPublicKey key = key(request);
      return key.getModulus().bitLength() >= MIN_BITS && isSigned(request, key)
          ? Optional.of(new SigningRequest(key, request.getSubject(), computeUnit(request)))
          : Optional.empty();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The structure comes from a stranger; Bouncy Castle throws what it likes.
      return Optional.empty();
    }
  }

  /** Whether the subject names exactly this client id and this tenant. */
  public boolean isFor(String clientId, String tenantId) {
    return names(BCStyle.CN).equals(Optional.of(clientId))
        && names(BCStyle.DC).equals(Optional.of(tenantId));
  }

  private Optional<String> names(ASN1ObjectIdentifier type) {
    return Stream.of(subject.getRDNs(type))
        .reduce((one, another) -> another)
        .map(it -> IETFUtils.valueToString(it.getFirst().getValue()));
  }

  private static RSAPublicKey key(PKCS10CertificationRequest request)
      throws IOException, GeneralSecurityException {
    byte[] encoded = request.getSubjectPublicKeyInfo().getEncoded();
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static boolean isSigned(PKCS10CertificationRequest request, RSAPublicKey key)
      throws IOException, GeneralSecurityException {
    Signature signature = verifier(request.getSignatureAlgorithm());
    signature.initVerify(key);
    signature.update(request.toASN1Structure().getCertificationRequestInfo().getEncoded());
    return signature.verify(request.getSignature());
  }

  private static Signature verifier(AlgorithmIdentifier algorithm)
      throws IOException, GeneralSecurityException {
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.sha256WithRSAEncryption)) {
      return Signature.getInstance("SHA256withRSA");
    }
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      throw new GeneralSecurityException("not an algorithm of such requests");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
    parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded());
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
    return signature;
  }

  private static Optional<String> computeUnit(PKCS10CertificationRequest request) {
    Attribute[] found = request.getAttributes(new ASN1ObjectIdentifier(COMPUTE_UNIT));
    return Stream.of(found)
        .findFirst()
        .map(it -> ASN1UTF8String.getInstance(it.getAttributeValues()[0]).getString());
  }
}
