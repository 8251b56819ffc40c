package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.token.role.advice.AdviceSeverity.NOTE;
import static io.azimuth.domain.token.role.advice.AdviceSeverity.WARNING;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.AdviceSeverity;
import io.azimuth.domain.token.role.advice.TokenAdviceCode;
import java.util.Locale;

/** What the linter can find, warnings first. The codes are stable: programs compare them. */
public enum AdviceCode implements AdviceName {
  /** {@code *} with places that everybody in the tenant can make. */
  WILDCARD_ANYWHERE(WARNING, true),
  /** {@code *} with subscriptions and nothing narrower. */
  WHOLE_SUBSCRIPTION(WARNING, false),
  /** A blueprint, whose owner makes agents, is all that is named. */
  WHOLE_BLUEPRINT(WARNING, true),
  /** Groups that no token of the mount lists. */
  GROUPS_NOT_IN_TOKEN(WARNING, true),
  /** App roles that no token of the mount lists. */
  APP_ROLES_NOT_IN_TOKEN(WARNING, true),
  /** Claims are to prove the resource, and the mount's tokens have none. */
  PROOF_WITHOUT_CLAIMS(WARNING, true),
  /** Claims are to prove a scale set, which they do for uniform ones only. */
  PROOF_OF_FLEXIBLE_SET(WARNING, true),
  /** The region of an identity counts, not that of the workload. */
  IDENTITY_REGION(WARNING, true),
  /** An attestation is asked for, and the mount accepts none. */
  NO_ATTESTATION_ISSUERS(WARNING, true),
  /** Cached tokens of managed identities are older. */
  CACHED_TOKEN_AGE(WARNING, true),
  /** The expression is true for every login. */
  EXPRESSION_ALWAYS(WARNING, true),
  /** A bound value that no login has. */
  NEVER_MATCHES(WARNING, true),
  /** Tokens live for the long default of the mount. */
  NO_TTL(TokenAdviceCode.NO_TTL),
  /** The mount gives batch tokens, and the role asks for what they cannot have. */
  BATCH_REFUSED(TokenAdviceCode.BATCH_REFUSED),
  /** The mount watches machines, and the role gives tokens that cannot be revoked. */
  BATCH_UNWATCHED(WARNING, true),
  /** A policy that no login gives. */
  POLICY_REFUSED(TokenAdviceCode.POLICY_REFUSED),
  /** Policies that do not exist. */
  POLICY_MISSING(TokenAdviceCode.POLICY_MISSING),
  /** An identity that many machines may have, without a resource. */
  SHARED_IDENTITY(NOTE, false),
  /** The place of an identity counts, not that of the workload. */
  IDENTITY_PLACE(NOTE, false),
  /** Groups that tokens list on a condition. */
  GROUPS_IN_TOKEN(NOTE, false),
  /** App roles of one name that several applications define. */
  APP_ROLES_OF_SEVERAL(NOTE, true),
  /** Agents that act for people are told from people on a condition. */
  AGENTS_IN_TOKEN(NOTE, false),
  /** Agents may act for people. */
  AGENTS_FOR_PEOPLE(NOTE, true),
  /** Tags are bound, and everyone who may write tags can set them. */
  TAG_WRITERS(NOTE, true),
  /** Tags become metadata, and everyone who may write tags chooses it. */
  MAPPED_TAG_WRITERS(NOTE, true),
  /** The expression excludes logins, and requires nothing of the others. */
  EXPRESSION_EXCLUDES(NOTE, false),
  /** People are allowed and never admitted. */
  USER_TOKENS_UNUSED(NOTE, false),
  /** Cached tokens of managed identities log in once. */
  CACHED_TOKEN_ONCE(NOTE, true),
  /** The proof of no resource is to be renewed. */
  RENEWAL_UNUSED(NOTE, true),
  /** Principals share an entity. */
  SHARED_ENTITY(NOTE, true),
  /** The maximum is above that of the mount. */
  MAX_TTL_CUT(TokenAdviceCode.MAX_TTL_CUT),
  /** The time to live is above its maximum. */
  TTL_CUT(TokenAdviceCode.TTL_CUT),
  /** Tokens that cannot be revoked live long. */
  BATCH_TOKENS(TokenAdviceCode.BATCH_TOKENS),
  /** Tokens that are renewed for ever. */
  ENDLESS_PERIOD(TokenAdviceCode.ENDLESS_PERIOD),
  /** Tokens that may do next to nothing. */
  NO_POLICIES(TokenAdviceCode.NO_POLICIES),
  /** A list that is compared at each login. */
  LONG_LIST(NOTE, false),
  /** Older names of parameters. */
  OLDER_NAMES(NOTE, false);

  private final AdviceSeverity severity;
  private final boolean toldAtWrite;

  AdviceCode(AdviceSeverity severity, boolean toldAtWrite) {
    this.severity = severity;
    this.toldAtWrite = toldAtWrite;
  }

  AdviceCode(AdviceName shared) {
    this(shared.severity(), shared.isToldAtWrite());
  }

  /** The code of a finding here, where those about tokens stand among all others. */
  static AdviceCode of(AdviceName found) {
    return valueOf(found.code().toUpperCase(Locale.ROOT));
  }

  @Override
  public AdviceSeverity severity() {
    return severity;
  }

  @Override
  public boolean isToldAtWrite() {
    return toldAtWrite;
  }
}
