package io.azimuth.adapters.azure.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerClientCertificate;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The proof of possession with which an application changes its own certificates: a JWT signed with
 * the key of a certificate that it has (Microsoft Graph, <i>Generate proof-of-possession tokens for
 * rolling keys</i>). Good for ten minutes.
 */
public final class KeyProof {

  /** The audience that Graph expects, which is the id of its predecessor. */
  private static final String AUDIENCE = "00000002-0000-0000-c000-000000000000";

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KeyProof() {}

  /**
   * Signs one with the certificate of that access.
   *
   * @param objectId the object id of the application
   * @throws SignInException when the access has no usable certificate
   */
  public static SecretText of(DirectoryAccess access, String objectId, Instant now) {
    if (!(access.credential() instanceof ServerCredential.ClientCertificate certificate)) {
      throw SignInException.refused(
          "a certificate is changed with a proof by another one, and the server does not sign in"
              + " with one");
    }
    ServerClientCertificate own = certificate(certificate.pem());
    ObjectNode header =
        JSON.objectNode().put("alg", "RS256").put("typ", "JWT").put("x5t", x5t(own));
    ObjectNode claims =
        JSON.objectNode()
            .put("aud", AUDIENCE)
            .put("iss", objectId)
            .put("nbf", now.getEpochSecond())
            .put("exp", now.plus(LIFE).getEpochSecond());
    String signed = part(header) + "." + part(claims);
    try {
      byte[] signature = own.sign(signed.getBytes(StandardCharsets.US_ASCII));
      return SecretText.of(signed + "." + BASE64.encodeToString(signature));
    } catch (GeneralSecurityException e) {
      throw SignInException.refused("the client certificate has a key that cannot sign");
    }
  }

  /**
   * Reads the certificate.
   *
   * @throws SignInException when it cannot sign
   */
  static ServerClientCertificate certificate(SecretText pem) {
    return ServerClientCertificate.parse(pem)
        .fold(
            read -> read,
            problems -> {
              throw SignInException.refused(problems.get(0));
            });
  }

  private static String x5t(ServerClientCertificate own) {
    return BASE64.encodeToString(HexFormat.of().parseHex(own.thumbprint()));
  }

  private static String part(ObjectNode content) {
    return BASE64.encodeToString(content.toString().getBytes(StandardCharsets.UTF_8));
  }
}
