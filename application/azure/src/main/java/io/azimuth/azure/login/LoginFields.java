package io.azimuth.azure.login;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The parameters of a login; null, empty and absent mean the same. */
public final class LoginFields {

  public static final Field<String> ROLE = Field.text("role", "the role to log in under");
  static final Field<String> JWT = Field.text("jwt", "the token that Azure signed");
  static final Field<String> SUBSCRIPTION_ID =
      Field.text("subscription_id", "the subscription of the machine");
  static final Field<String> RESOURCE_GROUP_NAME =
      Field.text("resource_group_name", "the resource group of the machine");
  static final Field<String> VM_NAME = Field.text("vm_name", "the name of the machine");
  static final Field<String> VMSS_NAME = Field.text("vmss_name", "the name of the scale set");
  static final Field<String> RESOURCE_ID = Field.text("resource_id", "the id of the resource");
  static final Field<String> ATTESTED_DOCUMENT =
      Field.text("attested_document", "the signature that the machine's metadata service made");

  static final Field<String> ATTESTATION =
      Field.text("attestation", "the token with which the attestation service attests the machine");

  /** The longest attestation, in characters: with a token of any size it fits into the request. */
  private static final int MAX_ATTESTATION = 24 * 1024;

  static final List<Field<?>> ALL =
      List.of(
          ROLE,
          JWT,
          SUBSCRIPTION_ID,
          RESOURCE_GROUP_NAME,
          VM_NAME,
          VMSS_NAME,
          RESOURCE_ID,
          ATTESTED_DOCUMENT,
          ATTESTATION);

  private LoginFields() {}

  /**
   * The token, without white space around it: what reads it from a file sends the end of the line,
   * too. Refuses a request without one.
   */
  static SecretText jwt(Fields fields) {
    SecretText jwt = SecretText.of(fields.value(JWT).strip());
    if (jwt.isEmpty()) {
      throw RefusedException.invalid("jwt is required");
    }
    return jwt;
  }

  /** The name of the role as sent; refuses a request without one. */
  static String role(Fields fields) {
    String role = fields.value(ROLE);
    if (role.isEmpty()) {
      throw RefusedException.invalid("role is required");
    }
    return role;
  }

  /** The attested document, decoded; refuses what is not Base64, and what is too large. */
  static Optional<byte[]> attestedDocument(Fields fields) {
    String sent = fields.value(ATTESTED_DOCUMENT).strip();
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    if (sent.length() > AttestedSignatures.MAX_BYTES / 3 * 4) {
      throw RefusedException.invalid("attested_document has more than 16384 characters");
    }
    try {
      return Optional.of(Base64.getDecoder().decode(sent));
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("attested_document is not Base64");
    }
  }

  /** The attestation as sent; refuses what is too large. */
  static Optional<SecretText> attestation(Fields fields) {
    String sent = fields.value(ATTESTATION).strip();
    if (sent.length() > MAX_ATTESTATION) {
      throw RefusedException.invalid("attestation has more than 24576 characters");
    }
    return Optional.of(sent).filter(text -> !text.isEmpty()).map(SecretText::of);
  }

  static LoginRequest request(Fields fields) {
    return RefusedException.orRefuse(
        LoginRequest.raw()
            .subscription(fields.value(SUBSCRIPTION_ID))
            .resourceGroup(fields.value(RESOURCE_GROUP_NAME))
            .scaleSet(fields.value(VMSS_NAME))
            .machine(fields.value(VM_NAME))
            .resource(fields.value(RESOURCE_ID))
            .parse());
  }
}
