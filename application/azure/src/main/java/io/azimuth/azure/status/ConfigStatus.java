package io.azimuth.azure.status;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ChosenCredential;
import io.azimuth.azure.config.CredentialKind;
import io.azimuth.azure.config.EffectiveSettings;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.directory.CallHistory;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.azure.rotation.RotationJournal;
import io.azimuth.azure.rotation.schedule.Timetables;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.federation.FederatedSubject;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The status of a mount, from stored records and memory; makes no call to Azure. */
public final class ConfigStatus {

  private final EffectiveSettings effective;
  private final ServerCredentials credentials;
  private final CredentialExpiry ends;
  private final FederatedSubjects subjects;
  private final RotationJournal journal;
  private final Timetables timetables;
  private final CallHistory memory;
  private final Advice advice;

  public ConfigStatus(
      EffectiveSettings effective,
      ServerCredentials credentials,
      CredentialExpiry ends,
      FederatedSubjects subjects,
      RotationJournal journal,
      Timetables timetables,
      CallHistory memory) {
    this.effective = effective;
    this.credentials = credentials;
    this.ends = ends;
    this.subjects = subjects;
    this.journal = journal;
    this.timetables = timetables;
    this.memory = memory;
    this.advice = new Advice(timetables);
  }

  /**
   * Adds everything except the services of Azure to the view.
   *
   * @param more advice that others give, which has no codes
   */
  void show(
      Value.Builder view,
      MountTransaction work,
      AzureSettings stored,
      List<String> more,
      Instant now) {
    AzureSettings settings = effective.of(stored);
    Checked<ChosenCredential> choice = credentials.check(settings.identity(), work.mountUuid());
    Optional<Instant> end = ends.of(work.mountUuid(), settings);
    Optional<FederatedSubject> subject =
        choice
            .value()
            .filter(it -> it.kind() == CredentialKind.PLUGIN_IDENTITY)
            .flatMap(it -> subjects.of(work.mountUuid()));
    Optional<Rotation> pending = journal.find(work);
    RotationHistory history = journal.history(work);
    List<ConfigAdvice> all = new ArrayList<>();
    all.addAll(advice(work.mountUuid(), settings, end, choice, subject, pending, history, now));
    more.forEach(it -> all.add(ConfigAdvice.of(it)));
    view.put("credential", StatusView.credential(choice, settings.identity(), end, subject))
        .put("pending_rotation", StatusView.pending(pending))
        .put(
            "rotation",
            StatusView.rotation(
                timetables.next(work, settings.rotation(), history.last(), now), history))
        .put("leftover_credentials", StatusView.leftovers(history))
        .put("settings", StatusView.settings(effective.origins(stored)))
        .put("advice", all.stream().map(ConfigAdvice::sentence).toList())
        .put(
            "advice_codes",
            new Value.Items(all.stream().flatMap(it -> it.coded().stream()).toList()));
  }

  private List<ConfigAdvice> advice(
      String mount,
      AzureSettings settings,
      Optional<Instant> end,
      Checked<ChosenCredential> choice,
      Optional<FederatedSubject> subject,
      Optional<Rotation> pending,
      RotationHistory history,
      Instant now) {
    Optional<String> problem = choice.problems().stream().findFirst();
    List<ConfigAdvice> all = new ArrayList<>();
    all.addAll(
        advice.on(
            new Advice.Subject(
                settings,
                end,
                problem,
                memory.observed(mount, settings.tenantId(), AzureService.RESOURCE_MANAGER),
                memory.observed(mount, settings.tenantId(), AzureService.GRAPH),
                subject,
                pending,
                history,
                now)));
    settings.ofEachTenant().stream()
        .skip(1)
        .forEach(
            there ->
                all.addAll(
                    Advice.inTenant(
                        there,
                        choice.value().map(ChosenCredential::kind),
                        memory.observed(mount, there.tenantId(), AzureService.RESOURCE_MANAGER),
                        memory.observed(mount, there.tenantId(), AzureService.GRAPH))));
    return all;
  }
}
