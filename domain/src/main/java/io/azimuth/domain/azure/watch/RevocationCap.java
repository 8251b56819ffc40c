package io.azimuth.domain.azure.watch;

/**
 * How many machines may be gone at once. Azure also answers 404 for what the server may no longer
 * see, and operators err; when more are gone than that, no token is revoked. Only machines that are
 * confirmed to be there speak for the others.
 */
public final class RevocationCap {

  /** So many may always be gone, also where few machines are watched. */
  public static final int ALWAYS = 5;

  /** One of that many machines may be gone: 20 %. */
  public static final int ONE_OF = 5;

  private RevocationCap() {}

  /**
   * What that round allows.
   *
   * @param lost how many machines lost their tokens shortly before
   */
  static WatchVerdict judge(MachineCounts round, int lost) {
    if (round.missing() == 0) {
      return WatchVerdict.ALL_WELL;
    }
    if (round.missing() + lost > limit(round.present() + round.missing())) {
      return WatchVerdict.TOO_MANY_GONE;
    }
    return isUnclear(round) ? WatchVerdict.TOO_MANY_UNANSWERED : WatchVerdict.BELIEVED;
  }

  /** Whether too little is known to judge by. */
  static boolean isUnclear(MachineCounts round) {
    return round.unanswered() > limit(round.machines());
  }

  private static int limit(int machines) {
    return Math.max(ALWAYS, machines / ONE_OF);
  }
}
