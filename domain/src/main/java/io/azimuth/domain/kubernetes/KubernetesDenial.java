package io.azimuth.domain.kubernetes;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.login.DenialWords;
import io.azimuth.domain.login.WordedDenial;

/**
 * Why a login is refused. The codes are documented and never renamed; the sentence is for the
 * caller, the hint for the operator alone.
 */
public enum KubernetesDenial implements WordedDenial {
  /** The only reason that a caller reads until it is proved whose token it is. */
  TOKEN_NOT_ACCEPTED("token_not_accepted", KubernetesDenial.NOT_ACCEPTED, "see the reason"),
  /** Not a signed token with claims. */
  TOKEN_MALFORMED(
      "token_malformed", KubernetesDenial.NOT_ACCEPTED, "send the token of the pod in one piece"),
  /** Signed with an algorithm that is never accepted. */
  ALGORITHM_NOT_ALLOWED(
      "algorithm_not_allowed",
      KubernetesDenial.NOT_ACCEPTED,
      "clusters sign with RSA or elliptic curves; none and shared secrets are never accepted"),
  /** No key of the mount fits the token. */
  KEY_UNKNOWN(
      "key_unknown",
      KubernetesDenial.NOT_ACCEPTED,
      "pem_keys has no key of the kind that the token names: add the key of the cluster"),
  /** Changed after it was signed, or signed with another key. */
  SIGNATURE_INVALID(
      "signature_invalid",
      KubernetesDenial.NOT_ACCEPTED,
      "the token is of another cluster, or the cluster has a new key: add it to pem_keys"),
  /** Issued by another issuer. */
  ISSUER_MISMATCH(
      "issuer_mismatch",
      KubernetesDenial.NOT_ACCEPTED,
      "issuer must be the claim iss letter by letter; disable_iss_validation=true, the default,"
          + " leaves it to the API server"),
  /** The token is not one of a service account. */
  NOT_A_SERVICE_ACCOUNT(
      "not_a_service_account",
      KubernetesDenial.NOT_ACCEPTED,
      "the token must name namespace, name and uid of a service account, and sub the same one"),
  /** The API server does not accept the token. */
  TOKEN_REVIEW_DENIED(
      "token_review_denied",
      KubernetesDenial.NOT_ACCEPTED,
      "the token was revoked, its pod or service account was deleted, or it is of another cluster"),
  /** The API server does not accept the token, which was its own reviewer. */
  REVIEWER_UNAUTHORIZED(
      "reviewer_unauthorized",
      KubernetesDenial.NOT_ACCEPTED,
      "the token reviews itself, and the API server refused it: it was revoked, is of another"
          + " cluster, or its audience is not that of the API server; set token_reviewer_jwt"),
  /** The token may not review itself. */
  REVIEWER_FORBIDDEN(
      "reviewer_forbidden",
      KubernetesDenial.NOT_ACCEPTED,
      "the token reviews itself: bind its service account to the cluster role"
          + " system:auth-delegator, or set token_reviewer_jwt"),
  /** The API server did not confirm any audience of the token. */
  REVIEW_AUDIENCE_MISMATCH(
      "review_audience_mismatch",
      KubernetesDenial.NOT_ACCEPTED,
      "the API server confirmed none of the token's audiences; it must know the field audiences"),
  /** The API server names another service account than the token. */
  REVIEW_IDENTITY_MISMATCH(
      "review_identity_mismatch",
      KubernetesDenial.NOT_ACCEPTED,
      "the API server names another service account than the token: the token is of another"
          + " cluster, or the service account was made again since"),
  /** A time is no number. */
  TIME_MALFORMED(
      "time_malformed",
      "a time of the token is not a number of seconds",
      "iat, nbf and exp are seconds since 1970"),
  /** The token has expired. */
  TOKEN_EXPIRED(
      "token_expired",
      "the token has expired",
      "read the token of the pod again before each login; if it is fresh, compare the clocks"),
  /** The token is not valid yet. */
  TOKEN_NOT_YET_VALID(
      "token_not_yet_valid",
      "the token is not yet valid",
      "compare the clocks of this server and of the cluster"),
  /** The role binds other names. */
  NAME_NOT_BOUND(
      "name_not_bound",
      "the role does not admit this service account name",
      "add the name to bound_service_account_names"),
  /** The role binds other namespaces. */
  NAMESPACE_NOT_BOUND(
      "namespace_not_bound",
      "the role does not admit this namespace",
      "add the namespace to bound_service_account_namespaces, or give it the labels of"
          + " bound_service_account_namespace_selector"),
  /** The token is not for the audience of the role. */
  AUDIENCE_MISMATCH(
      "audience_mismatch",
      "the token is for another audience",
      "set audience of the role to an audience of the token, or let the pod ask for a token with"
          + " that audience (serviceAccountToken.audience)"),
  /** The service account is gone. */
  SERVICE_ACCOUNT_GONE(
      "service_account_gone",
      "the service account does not exist",
      "it was deleted while the login was under way"),
  /** An annotation would replace metadata that a login proves. */
  ANNOTATION_RESERVED(
      "annotation_reserved",
      "an annotation of the service account has a reserved name",
      "remove the annotations vault.hashicorp.com/alias-metadata-service_account_…"),
  /** An annotation is too long, or there are too many. */
  ANNOTATION_UNUSABLE(
      "annotation_unusable",
      "an annotation of the service account cannot become metadata",
      "metadata has at most 64 names of at most 128 bytes and values of at most 512 bytes");

  private static final String NOT_ACCEPTED = "the token was not accepted";

  private final DenialWords words;

  KubernetesDenial(String code, String sentence, String hint) {
    this.words = new DenialWords(code, sentence, hint);
  }

  /** The reason for a verifier's rejection of the signature. */
  public static KubernetesDenial of(TokenRejection rejection) {
    return switch (rejection) {
      case ALGORITHM -> ALGORITHM_NOT_ALLOWED;
      case KEY_UNKNOWN -> KEY_UNKNOWN;
      case ISSUER_MISMATCH -> ISSUER_MISMATCH;
      case SIGNATURE -> SIGNATURE_INVALID;
      case MALFORMED,
          IDENTITY_MISMATCH,
          AUDIENCE_MISMATCH,
          EXPIRED,
          NOT_YET_VALID,
          CLAIM_MISSING,
          BINDING_NOT_UNDERSTOOD,
          BINDING_NOT_PROVED ->
          TOKEN_MALFORMED;
    };
  }

  @Override
  public DenialWords words() {
    return words;
  }

  /**
   * The reason that the caller reads: the same for all causes until the token is proved. Only that
   * a token has expired is disclosed before, because the token itself shows it.
   */
  @Override
  public KubernetesDenial asCallerSeesIt() {
    return compareTo(REVIEW_IDENTITY_MISMATCH) <= 0 ? TOKEN_NOT_ACCEPTED : this;
  }
}
