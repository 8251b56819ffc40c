package io.azimuth.adapters.azure.simulator.graph;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.LiveApplication;
import io.azimuth.adapters.azure.simulator.token.BearerCheck;
import java.util.function.Function;

/** Checks that each request to Graph has a token for Graph and a permission. */
public final class GraphGate {

  private final BearerCheck bearer;
  private final GraphRights rights;
  private final GraphErrors errors;

  public GraphGate(BearerCheck bearer, GraphRights rights, GraphErrors errors) {
    this.bearer = bearer;
    this.rights = rights;
    this.errors = errors;
  }

  /** The answer to a caller that has one of the permissions, else a refusal. */
  SimulatorAnswer guard(
      SimulatorRequest request,
      Function<BearerCheck.Outcome.Known, SimulatorAnswer> answer,
      GraphPermission... oneOf) {
    return guardKnown(
        request,
        caller ->
            rights.hasAny(caller.principalId(), oneOf) ? answer.apply(caller) : errors.denied());
  }

  /** The answer to a caller that has a token for Graph, whatever it may do. */
  SimulatorAnswer guardKnown(
      SimulatorRequest request, Function<BearerCheck.Outcome.Known, SimulatorAnswer> answer) {
    BearerCheck.Outcome outcome = bearer.check(request);
    return outcome instanceof BearerCheck.Outcome.Refused refused
        ? refused.answer()
        : answer.apply((BearerCheck.Outcome.Known) outcome);
  }

  /** Whether the caller may change that application. */
  boolean mayChange(BearerCheck.Outcome.Known caller, LiveApplication app) {
    String principal = caller.principalId();
    boolean owner = app.owners().contains(principal);
    return rights.hasAny(principal, GraphPermission.APPLICATION_READ_WRITE_ALL)
        || (owner && rights.hasAny(principal, GraphPermission.APPLICATION_READ_WRITE_OWNED_BY));
  }
}
