package io.azimuth.bootstrap.client;

/** Ends a command that was asked for the policy it needs. */
public final class PolicyWantedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String policy;

  /** Creates an exception with the text of the policy. */
  public PolicyWantedException(String policy) {
    super(policy, null, false, false);
    this.policy = policy;
  }

  public String policy() {
    return policy;
  }
}
