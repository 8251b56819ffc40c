package io.azimuth.domain.policy.acl;

/** Why a rule that matches a path does not decide about it. */
public enum ShadowReason {
  /** The deciding rule is for exactly this path. */
  EXACT_PATH("the deciding rule is for exactly this path"),
  /** The deciding rule is for the path of the list as it was sent, with its slash at the end. */
  LIST_PATH("the deciding rule matches the list with its slash at the end"),
  /** The deciding rule denies, and a deny ignores case. */
  DENY_ANY_CASE("the deciding rule denies the path whatever its case"),
  /** The deciding rule denies, and its path cannot be filled in for the caller. */
  UNFILLED_DENY("the deciding rule denies for every value, because the caller has none that fits"),
  /** Both rules deny. */
  BOTH_DENY("both rules deny, and one suffices"),
  /** The first wildcard of the deciding rule comes later. */
  LATER_WILDCARD("the first wildcard of the deciding rule comes later"),
  /** The deciding rule does not end in {@code *}. */
  NO_STAR("the deciding rule does not end in *"),
  /** The deciding rule has fewer {@code +}. */
  FEWER_SEGMENTS("the deciding rule has fewer +"),
  /** The deciding rule is longer. */
  LONGER("the deciding rule is longer"),
  /** Only the alphabet decides between the rules. */
  ALPHABET("the deciding rule comes later in the alphabet, and nothing else tells them apart");

  private final String sentence;

  ShadowReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason as words for people, without a full stop. */
  public String sentence() {
    return sentence;
  }
}
