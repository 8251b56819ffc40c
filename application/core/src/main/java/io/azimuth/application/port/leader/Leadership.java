package io.azimuth.application.port.leader;

import java.util.List;

/**
 * Which of the servers that share a store does the background work: one at a time, the leader.
 * Every server serves all requests, whether it leads or not. A server alone on its store always
 * leads.
 */
public interface Leadership {

  /** Whether several servers may share the store. */
  boolean isShared();

  /** Whether this server leads at this moment, as far as it knows. Does not block. */
  boolean isLeader();

  /**
   * Runs the task if this server leads. What the task commits in units of work that it begins on
   * this thread is refused as a conflict if another server leads by then.
   */
  void lead(Runnable task);

  /**
   * Takes over if no server leads, and announces to the others that this server lives. Called every
   * second. Blocks for the store.
   */
  void renew();

  /** Gives the leadership up, and does not seek it for some time. Does not block for long. */
  void stepDown();

  /** Gives the leadership up for good, and announces to the others that this server ends. */
  void close();

  /**
   * The servers that share the store, as they announced themselves last; only this one if it is
   * alone.
   */
  List<Member> members();
}
