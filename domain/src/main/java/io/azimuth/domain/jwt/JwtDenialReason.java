package io.azimuth.domain.jwt;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.login.DenialWords;
import io.azimuth.domain.login.WordedDenial;

/**
 * Why a login is refused. The codes are documented and never renamed; the sentence is for the
 * caller, the hint for the operator alone.
 */
public enum JwtDenialReason implements WordedDenial {
  /** The only reason that a caller reads for a token that no trusted key signed. */
  TOKEN_NOT_ACCEPTED("token_not_accepted", "the token was not accepted", "see the reason"),
  /** Not a signed token with claims. */
  TOKEN_MALFORMED(
      "token_malformed", "the token was not accepted", "send a signed JWT in one piece"),
  /** Signed with an algorithm that the mount does not accept. */
  ALGORITHM_NOT_ALLOWED(
      "algorithm_not_allowed",
      "the token was not accepted",
      "add the algorithm of the issuer to jwt_supported_algs; none and those with a shared secret"
          + " are never accepted"),
  /** Signed with a key that the mount does not know. */
  KEY_UNKNOWN(
      "key_unknown",
      "the token was not accepted",
      "the key set of the mount has no such key: the token is of another issuer, or a new key was"
          + " published less than ten seconds ago"),
  /** Signed by another issuer. */
  ISSUER_MISMATCH(
      "issuer_mismatch",
      "the token was not accepted",
      "bound_issuer must be the claim iss letter by letter, with the slash at its end"),
  /** Changed after it was signed, or signed with another key. */
  SIGNATURE_INVALID(
      "signature_invalid",
      "the token was not accepted",
      "the token was changed on its way, or another key signed it"),
  /** Neither iat, nbf nor exp is there. */
  TIMES_MISSING(
      "times_missing",
      "the token has none of the claims iat, nbf and exp",
      "let the issuer put an expiry into its tokens"),
  /** A time is no number. */
  TIME_MALFORMED(
      "time_malformed",
      "a time of the token is not a number of seconds",
      "iat, nbf and exp are seconds since 1970"),
  /** The token has expired. */
  TOKEN_EXPIRED(
      "token_expired",
      "the token has expired",
      "fetch a fresh token; if it is fresh, compare the clocks"),
  /** The token is not valid yet. */
  TOKEN_NOT_YET_VALID(
      "token_not_yet_valid",
      "the token is not yet valid",
      "compare this server's clock with a time server; clock_skew_leeway forgives differences"),
  /** The token is about another subject. */
  SUBJECT_NOT_BOUND(
      "subject_not_bound",
      "the role does not admit this subject",
      "bound_subject must be the claim sub letter by letter; use bound_claims for several"),
  /** The token is for another audience. */
  AUDIENCE_MISMATCH(
      "audience_mismatch",
      "the token is for another audience",
      "add the audience of the token to bound_audiences, or ask the issuer for another one"),
  /** The token has an audience, and the role binds none. */
  AUDIENCE_NOT_BOUND(
      "audience_not_bound",
      "the token has an audience and the role binds none",
      "add the audience of the token to bound_audiences: a token for another service must not be"
          + " a key to this one"),
  /** The claim that names the alias is missing. */
  USER_CLAIM_MISSING(
      "user_claim_missing",
      "the token lacks the claim that names its user",
      "user_claim must be a claim that every token has; a path needs user_claim_json_pointer"),
  /** The claim that names the alias is no text, or too long. */
  USER_CLAIM_UNUSABLE(
      "user_claim_unusable",
      "the claim that names the user of the token cannot be used",
      "the value of user_claim must be a text of 1 to 512 bytes without control characters"),
  /** A claim that becomes metadata is no text, number or flag. */
  CLAIM_MAPPING_UNUSABLE(
      "claim_mapping_unusable",
      "a claim that becomes metadata cannot be used",
      "claim_mappings takes claims that are a text of at most 512 bytes, a number or a flag"),
  /** The claim with the groups is missing. */
  GROUPS_CLAIM_MISSING(
      "groups_claim_missing",
      "the token lacks the claim with its groups",
      "leave groups_claim out, or let the issuer put the groups into its tokens"),
  /** The claim with the groups is no list of texts. */
  GROUPS_CLAIM_UNUSABLE(
      "groups_claim_unusable",
      "the claim with the groups of the token cannot be used",
      "the value of groups_claim must be a text or a list of texts of at most 512 bytes"),
  /** A bound claim is missing. */
  BOUND_CLAIM_MISSING(
      "bound_claim_missing",
      "the token lacks a claim that the role binds",
      "bound_claims names a claim that this token does not have; a name with a slash at its"
          + " beginning is a JSON pointer"),
  /** A bound claim has another value. */
  BOUND_CLAIM_MISMATCH(
      "bound_claim_mismatch",
      "a claim of the token has a value that the role does not bind",
      "add the value to bound_claims; texts, numbers and flags are different, and a star is special"
          + " with bound_claims_type glob alone"),
  /** A bound claim is an object. */
  BOUND_CLAIM_UNUSABLE(
      "bound_claim_unusable",
      "a claim that the role binds cannot be compared",
      "bind a member of the object by a JSON pointer"),
  /** An id token without an end. */
  EXPIRY_MISSING(
      "expiry_missing",
      "the id token has no expiry",
      "every id token has the claim exp; the provider does not follow OpenID Connect"),
  /** The id token belongs to another login. */
  NONCE_MISMATCH(
      "nonce_mismatch",
      "the id token belongs to another login",
      "log in again; when it happens each time, somebody or something exchanges answers"),
  /** The id token is for another client. */
  CLIENT_MISMATCH(
      "client_mismatch",
      "the id token is for another client",
      "oidc_client_id must be in the claim aud; it is the id of the application"),
  /** Another client was given the id token. */
  AUTHORIZED_PARTY_MISMATCH(
      "authorized_party_mismatch",
      "the id token was given to another client",
      "the claim azp must be oidc_client_id, and be there when the token has several audiences"),
  /** The token does not hold when the person signed in. */
  SIGN_IN_TIME_MISSING(
      "sign_in_time_missing",
      "the id token does not say when the person signed in",
      "let the provider send the claim auth_time, or leave max_age out"),
  /** The person signed in too long ago. */
  SIGN_IN_TOO_OLD(
      "sign_in_too_old",
      "the person signed in too long ago",
      "sign in again at the provider, or raise max_age");

  private final DenialWords words;

  JwtDenialReason(String code, String sentence, String hint) {
    this.words = new DenialWords(code, sentence, hint);
  }

  /** The reason for a verifier's rejection. */
  public static JwtDenialReason of(TokenRejection rejection) {
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
   * The reason that the caller reads: the same for all causes until it is proved who signed the
   * token.
   */
  @Override
  public JwtDenialReason asCallerSeesIt() {
    return compareTo(SIGNATURE_INVALID) <= 0 ? TOKEN_NOT_ACCEPTED : this;
  }
}
