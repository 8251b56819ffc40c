package io.azimuth.product.binding;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claim {@code cnf} of a token in each form that an issuer or an attacker may give it. */
enum ConfirmationForm {
  ABSENT,
  OWNERS,
  OTHERS,
  RENEWED,
  PADDED,
  HEX,
  STANDARD_ALPHABET,
  SHORT,
  LONG,
  SPACED,
  EMPTY_DIGEST,
  NUMBER,
  LIST_OF_DIGESTS,
  NULL_DIGEST,
  SHA1_MEMBER,
  MEMBER_IN_LOWER_CASE,
  JWK,
  JWE,
  KID,
  JKU,
  JKT,
  BESIDE_KID,
  BESIDE_JWK,
  BESIDE_NULL,
  EMPTY_OBJECT,
  NULL,
  TEXT,
  ARRAY,
  ARRAY_OF_OBJECT;

  private static final String DIGEST = "x5t#S256";

  /**
   * Whose certificate a token with this form is bound to: nobody's is a bearer token; empty when a
   * server cannot know.
   */
  Optional<Party> boundTo() {
    return switch (this) {
      case ABSENT -> Optional.of(Party.NOBODY);
      case OWNERS -> Optional.of(Party.OWNER);
      case OTHERS -> Optional.of(Party.OTHER);
      case RENEWED -> Optional.of(Party.RENEWED);
      default -> Optional.empty();
    };
  }

  /** The value of the claim; empty for none. Where it names a certificate, that is the owner's. */
  Optional<Object> claim(PartyCertificates parties) {
    String digest = parties.thumbprint(Party.OWNER);
    Object key = Map.of("kty", "EC", "crv", "P-256", "x", digest, "y", digest);
    return switch (this) {
      case ABSENT -> Optional.empty();
      case OWNERS -> digest(digest);
      case OTHERS -> digest(parties.thumbprint(Party.OTHER));
      case RENEWED -> digest(parties.thumbprint(Party.RENEWED));
      case PADDED -> digest(digest + "=");
      case HEX -> digest(parties.hex(Party.OWNER));
      // Of a text without - and _ both alphabets make the same; a plus is in one of them alone.
      case STANDARD_ALPHABET -> digest("+" + digest.substring(1));
      case SHORT -> digest(digest.substring(0, 42));
      case LONG -> digest(digest + Base64.getUrlEncoder().encodeToString(new byte[3]));
      case SPACED -> digest(" " + digest);
      case EMPTY_DIGEST -> digest("");
      case NUMBER -> digest(7);
      case LIST_OF_DIGESTS -> digest(List.of(digest));
      case NULL_DIGEST -> digest(NullNode.instance);
      case SHA1_MEMBER -> member("x5t", digest);
      case MEMBER_IN_LOWER_CASE -> member("x5t#s256", digest);
      case JWK -> member("jwk", key);
      case JWE -> member("jwe", digest);
      case KID -> member("kid", digest);
      case JKU -> member("jku", "https://keys.example/" + digest);
      case JKT -> member("jkt", digest);
      case BESIDE_KID -> Optional.of(Map.of(DIGEST, digest, "kid", "1"));
      case BESIDE_JWK -> Optional.of(Map.of(DIGEST, digest, "jwk", key));
      case BESIDE_NULL -> Optional.of(Map.of(DIGEST, digest, "jkt", NullNode.instance));
      case EMPTY_OBJECT -> Optional.of(Map.of());
      case NULL -> Optional.of(NullNode.instance);
      case TEXT -> Optional.of(digest);
      case ARRAY -> Optional.of(List.of());
      case ARRAY_OF_OBJECT -> Optional.of(List.of(Map.of(DIGEST, digest)));
    };
  }

  private static Optional<Object> digest(Object value) {
    return member(DIGEST, value);
  }

  private static Optional<Object> member(String name, Object value) {
    return Optional.of(Map.of(name, value));
  }
}
