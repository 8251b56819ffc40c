package io.azimuth.adapters.azure.simulator.graph;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.LiveApplication;
import io.azimuth.adapters.azure.simulator.state.LiveApplications;
import io.azimuth.adapters.azure.simulator.token.BearerCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Graph's applications: found, read, and named in the path. */
public final class GraphApplications {

  private static final Pattern BY_APP_ID = Pattern.compile("appId eq '([^']*)'");
  private static final Pattern KEYED = Pattern.compile("applications\\(appId='([^']*)'\\)");

  private static final GraphPermission[] READERS = {
    GraphPermission.APPLICATION_READ_ALL,
    GraphPermission.APPLICATION_READ_WRITE_ALL,
    GraphPermission.APPLICATION_READ_WRITE_OWNED_BY,
    GraphPermission.DIRECTORY_READ_ALL
  };

  private final LiveApplications apps;
  private final GraphGate gate;
  private final GraphDocuments documents;
  private final GraphErrors errors;

  public GraphApplications(
      LiveApplications apps, GraphGate gate, GraphDocuments documents, GraphErrors errors) {
    this.apps = apps;
    this.gate = gate;
    this.documents = documents;
    this.errors = errors;
  }

  /** {@code GET applications?$filter=appId eq '…'}. */
  SimulatorAnswer find(SimulatorRequest request) {
    return gate.guard(request, caller -> filtered(request, caller.tenantId()), READERS);
  }

  /** {@code GET applications/{id}} and {@code GET applications(appId='…')}. */
  SimulatorAnswer get(SimulatorRequest request) {
    Optional<String> select = request.query().text("$select");
    return gate.guard(
        request,
        caller ->
            named(request, caller.tenantId())
                .map(it -> SimulatorAnswer.json(200, documents.one(it, select)))
                .orElseGet(() -> missing(request)),
        READERS);
  }

  /** The answer to a caller who may read the named application. */
  SimulatorAnswer reading(
      SimulatorRequest request,
      BiFunction<SimulatorRequest, LiveApplication, SimulatorAnswer> answer) {
    return gate.guard(request, caller -> answer(request, caller, app -> true, answer), READERS);
  }

  /** The answer to a caller who may change the named application. */
  SimulatorAnswer changing(
      SimulatorRequest request,
      BiFunction<SimulatorRequest, LiveApplication, SimulatorAnswer> answer) {
    return gate.guard(
        request,
        caller -> answer(request, caller, app -> gate.mayChange(caller, app), answer),
        GraphPermission.APPLICATION_READ_WRITE_ALL,
        GraphPermission.APPLICATION_READ_WRITE_OWNED_BY);
  }

  /**
   * The answer to a caller who may roll the keys of the named application: the application itself,
   * which needs no permission, or one who may change it. A proof is asked for elsewhere.
   */
  SimulatorAnswer rolling(
      SimulatorRequest request,
      BiFunction<SimulatorRequest, LiveApplication, SimulatorAnswer> answer) {
    return gate.guardKnown(
        request,
        caller ->
            answer(
                request,
                caller,
                app ->
                    app.principalId().equals(caller.principalId()) || gate.mayChange(caller, app),
                answer));
  }

  private SimulatorAnswer answer(
      SimulatorRequest request,
      BearerCheck.Outcome.Known caller,
      Predicate<LiveApplication> may,
      BiFunction<SimulatorRequest, LiveApplication, SimulatorAnswer> answer) {
    return named(request, caller.tenantId())
        .map(app -> may.test(app) ? wellFormed(request, app, answer) : errors.denied())
        .orElseGet(() -> missing(request));
  }

  private SimulatorAnswer wellFormed(
      SimulatorRequest request,
      LiveApplication app,
      BiFunction<SimulatorRequest, LiveApplication, SimulatorAnswer> answer) {
    try {
      return answer.apply(request, app);
    } catch (IllegalArgumentException e) {
      return errors.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private SimulatorAnswer filtered(SimulatorRequest request, String tenantId) {
    Optional<String> filter = request.query().text("$filter");
    Optional<String> select = request.query().text("$select");
    if (filter.isEmpty()) {
      return SimulatorAnswer.json(200, documents.list(apps.ofTenant(tenantId), select));
    }
    Matcher matcher = BY_APP_ID.matcher(filter.get().trim());
    if (!matcher.matches()) {
      return errors.badRequest("Invalid filter clause: the simulator knows appId eq '…' only.");
    }
    List<LiveApplication> found = apps.ofClient(tenantId, matcher.group(1));
    return SimulatorAnswer.json(200, documents.list(found, select));
  }

  private Optional<LiveApplication> named(SimulatorRequest request, String tenantId) {
    Optional<LiveApplication> app =
        request
            .variable("keyed")
            .map(KEYED::matcher)
            .filter(Matcher::matches)
            .flatMap(it -> apps.ofClient(tenantId, it.group(1)).stream().findFirst())
            .or(() -> request.variable("application").flatMap(apps::ofObject));
    return app.filter(it -> it.tenantId().equals(tenantId));
  }

  private SimulatorAnswer missing(SimulatorRequest request) {
    return errors.notFound(
        request.variable("application").or(() -> request.variable("keyed")).orElse(""));
  }
}
