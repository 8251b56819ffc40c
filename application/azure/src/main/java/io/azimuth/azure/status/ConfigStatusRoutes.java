package io.azimuth.azure.status;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.directory.CallHistory;
import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.rights.CheckedRights;
import io.azimuth.azure.rights.RightsOfMount;
import io.azimuth.azure.rights.RightsProbe;
import io.azimuth.azure.watch.RoundReport;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsReport;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.FetchHistory;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The status of a mount: Azure's last answers, or, with a probe, its present ones. */
public final class ConfigStatusRoutes {

  private static final Field<Boolean> PROBE =
      Field.flag("probe", false, "ask Azure now instead of telling what is remembered");
  private static final Field<Boolean> RIGHTS =
      Field.flag(
          "rights",
          false,
          "also tell which rights in Azure are needed; with probe, also which of them there are");

  private final ConfigStore store;
  private final ConfigStatus status;
  private final KeySetHealth trust;
  private final CallHistory memory;
  private final Outages outages;
  private final LoginLines lines;
  private final RightsOfMount rights;
  private final RightsProbe rightsProbe;
  private final AzureProbe probe;

  public ConfigStatusRoutes(
      ConfigStore store,
      ConfigStatus status,
      KeySetHealth trust,
      CallHistory memory,
      Outages outages,
      LoginLines lines,
      RightsOfMount rights,
      RightsProbe rightsProbe,
      AzureProbe probe) {
    this.store = store;
    this.status = status;
    this.trust = trust;
    this.memory = memory;
    this.outages = outages;
    this.lines = lines;
    this.rights = rights;
    this.rightsProbe = rightsProbe;
    this.probe = probe;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "config/status")
            .access(Access.AUTHORIZED)
            .summary("Say whether the method works, and what to do")
            .fields(PROBE, RIGHTS)
            .answers(ConfigStatusAnswer.SCHEMA)
            .handle(this::read));
  }

  private Answer read(Call call) {
    Optional<AzureSettings> configured = store.find(call.transaction());
    if (configured.isEmpty()) {
      return new Answer.NotFound();
    }
    Value.Obj stored = store.stored(call.transaction()).orElse(Value.Obj.EMPTY);
    AzureSettings inForce = configured.get();
    Optional<NeededRights> needed =
        call.fields().value(RIGHTS)
            ? Optional.of(rights.needed(call.transaction(), inForce))
            : Optional.empty();
    if (!call.fields().value(PROBE)) {
      return view(call, stored, inForce, needed.map(CheckedRights::unchecked));
    }
    String mount = call.mount().uuid();
    Optional<CompletableFuture<RightsReport>> compared =
        needed.map(it -> rightsProbe.ask(mount, inForce, it));
    CompletableFuture<Void> asked =
        compared
            .map(it -> CompletableFuture.allOf(it, probe.run(mount, inForce)))
            .orElseGet(() -> probe.run(mount, inForce));
    // Services that have not answered in time show their last state.
    return Answer.of(
        Awaited.ended(asked, call.deadline())
            .then(
                ended ->
                    view(
                        call,
                        stored,
                        inForce,
                        needed.flatMap(
                            it -> compared.map(report -> CheckedRights.now(it, report))))));
  }

  private Answer view(
      Call call, Value.Obj stored, AzureSettings inForce, Optional<CheckedRights> checked) {
    String mount = call.mount().uuid();
    Value.Builder view =
        services(mount, inForce)
            .put("outage_grace", grace(mount, inForce))
            .put(
                "watch_resources",
                StatusView.watch(
                    inForce.azure().watchResources(), RoundReport.last(call.transaction())))
            .put("logins_waiting", lines.waiting(mount));
    if (!inForce.additionalTenants().isEmpty()) {
      view.put("additional_tenants", additionalTenants(mount, inForce));
    }
    Map<String, FetchHistory> attestations = trust.attestationKeys(inForce);
    if (!attestations.isEmpty()) {
      view.put("attestation_keys", StatusView.healthByName(attestations));
    }
    checked.ifPresent(it -> view.put("rights", it.view()));
    status.show(
        view,
        call.transaction(),
        ConfigFields.decode(stored),
        Stream.concat(
                Advice.onAttestationKeys(attestations),
                checked.stream().flatMap(it -> it.advice().stream()))
            .toList(),
        call.now());
    return Answer.data(view.build());
  }

  private Value.Obj additionalTenants(String mount, AzureSettings inForce) {
    Value.Builder tenants = Value.Obj.builder();
    inForce.ofEachTenant().stream()
        .skip(1)
        .forEach(there -> tenants.put(there.tenantId(), services(mount, there).build()));
    return tenants.build();
  }

  private Value.Obj grace(String mount, AzureSettings inForce) {
    return StatusView.grace(inForce.azure().outageGrace(), outages.away(mount));
  }

  private Value.Builder services(String mount, AzureSettings there) {
    return Value.Obj.builder()
        .put("discovery", StatusView.health(trust.discovery(there)))
        .put("keys", StatusView.keys(trust.keys(there), trust.keyAddresses(there)))
        .put("resource_manager", service(mount, there, AzureService.RESOURCE_MANAGER))
        .put("graph", service(mount, there, AzureService.GRAPH));
  }

  private Value.Obj service(String mount, AzureSettings there, AzureService service) {
    return StatusView.health(memory.observed(mount, there.tenantId(), service));
  }
}
