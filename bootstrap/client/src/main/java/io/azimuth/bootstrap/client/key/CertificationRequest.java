package io.azimuth.bootstrap.client.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/**
 * A request for a certificate of a machine's key (PKCS #10, RFC 2986) in the form that Microsoft's
 * libraries send to the metadata service: an RSA key, signed with RSASSA-PSS.
 *
 * @param clientId the client id of the identity
 * @param tenantId its tenant
 * @param computeUnit the ids of the machine, as JSON
 */
public record CertificationRequest(String clientId, String tenantId, String computeUnit) {

  private static final String COMMON_NAME = "0603550403";
  private static final String DOMAIN_COMPONENT = "060a0992268993f22c640119";
  private static final String COMPUTE_UNIT = "060a2b0601040182375a020a";

  /** With SHA-256 for the digest and the mask, and a salt of 32 bytes (RFC 4055, section 3.1). */
  private static final String RSASSA_PSS =
      "3041"
          + "06092a864886f70d01010a"
          + "3034"
          + "a00f"
          + "300d06096086480165030402010500"
          + "a11c"
          + "301a"
          + "06092a864886f70d010108"
          + "300d06096086480165030402010500"
          + "a203"
          + "020120";

  private static final int ATTRIBUTES = 0xa0;
  private static final int SALT = 32;

  /**
   * The request for this RSA key, in Base64.
   *
   * @throws GeneralSecurityException if the key cannot sign
   */
  public String of(KeyPair pair) throws GeneralSecurityException {
    byte[] subject =
        Der.sequence(
            Der.named(COMMON_NAME, Der.utf8(clientId)),
            Der.named(DOMAIN_COMPONENT, Der.ascii(tenantId)));
    byte[] attribute = Der.sequence(Der.hex(COMPUTE_UNIT), Der.set(Der.utf8(computeUnit)));
    byte[] content =
        Der.sequence(
            Der.integer(BigInteger.ZERO),
            subject,
            pair.getPublic().getEncoded(),
            Der.of(ATTRIBUTES, attribute));
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT, 1));
    signature.initSign(pair.getPrivate());
    signature.update(content);
    return Base64.getEncoder()
        .encodeToString(Der.sequence(content, Der.hex(RSASSA_PSS), Der.bits(signature.sign())));
  }
}
