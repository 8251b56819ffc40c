package io.azimuth.testkit.fake;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.leader.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server that is alone on its store. */
public final class SoleLeadership implements Leadership {

  private static final Member SELF =
      new Member(
          new Member.Self("", "", "", ""),
          Optional.of(Instant.EPOCH),
          Optional.empty(),
          Optional.empty());

  /** Leads from the beginning. */
  public SoleLeadership() {}

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public boolean isLeader() {
    return true;
  }

  @Override
  public void lead(Runnable task) {
    task.run();
  }

  @Override
  public void renew() {}

  @Override
  public void stepDown() {}

  @Override
  public void close() {}

  @Override
  public List<Member> members() {
    return List.of(SELF);
  }
}
