package io.azimuth.application.route;

import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.AuditNotes;
import io.azimuth.spi.route.LoginNotes;

/**
 * The effects of a request beside its writes. Those of a run that another one follows are
 * forgotten; those that happen once for a request stay.
 *
 * @param once the effects that the request has had
 * @param afterCommit takes the effects that follow the answer
 * @param auditNotes takes notes for the audit record of the answer
 * @param loginNotes takes notes by which logins are counted
 */
public record SideEffects(
    OneTimeSteps once, AfterCommit afterCommit, AuditNotes auditNotes, LoginNotes loginNotes) {

  /** Those of a request that begins. */
  public SideEffects() {
    this(new OneTimeSteps(), new AfterCommit(), new AuditNotes(), new LoginNotes());
  }

  /** Drops what the last run wanted and noted. */
  public void beginRun() {
    afterCommit.forget();
    auditNotes.clear();
    loginNotes.clear();
  }
}
