package io.azimuth.azure.renewal;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.grace.ProofRemoval;
import io.azimuth.azure.grace.ProvedMachine;
import io.azimuth.azure.login.facts.RenewalLookup;
import io.azimuth.azure.role.RoleStore;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.ProvedFacts;
import io.azimuth.domain.azure.login.RenewalPolicy;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Renews a token of this method: its role must still be there and still admit what the login
 * proved; lifetimes are those of the role as it is now. Where the role requires it, Azure must
 * still have the resource, with the principal as its identity.
 */
public final class AzureRenewal {

  private final RoleStore roles;
  private final ConfigStore configs;
  private final RenewalLookup directory;
  private final ProofRemoval proofs;

  public AzureRenewal(
      RoleStore roles, ConfigStore configs, RenewalLookup directory, ProofRemoval proofs) {
    this.roles = roles;
    this.configs = configs;
    this.directory = directory;
    this.proofs = proofs;
  }

  /**
   * The terms; pending while Azure is asked.
   *
   * @throws RefusedException when the token may not be renewed, or not now because Azure does not
   *     answer
   */
  public Awaited<RenewalTerms> terms(
      Mount mount, MountTransaction work, Token token, Deadline deadline) {
    Map<String, String> kept = token.origin().internal();
    AzureRole role = roles.roleOf(work, token);
    ProvedFacts proved =
        ProvedFactsCodec.decode(kept)
            .orElseThrow(() -> RefusedException.invalid("lease is not renewable"));
    Optional<AzureSettings> settings = configs.find(work);
    refuse(RenewalPolicy.denials(role, proved, tenants(settings)));
    Optional<ResourceId> resource = RenewalPolicy.asksFor(role, proved);
    if (resource.isEmpty()) {
      return Awaited.of(RenewalTerms.of(role));
    }
    AzureSettings inForce =
        settings.orElseThrow(() -> RefusedException.invalid("the mount is not configured"));
    return directory
        .ask(
            mount,
            inForce.signingInTo(proved.additionalTenant()),
            resource.get(),
            proved.principal(),
            deadline,
            answer -> !RenewalPolicy.denials(role, proved, answer).isEmpty())
        .thenAwait(
            answer ->
                judged(
                    work,
                    new ProvedMachine(inForce.environment(), resource.get(), proved.principal()),
                    RenewalPolicy.denials(role, proved, answer),
                    answer,
                    deadline))
        .then(
            denials -> {
              refuse(denials);
              return RenewalTerms.of(role);
            });
  }

  private static MountTenants tenants(Optional<AzureSettings> settings) {
    return settings
        .map(AzureSettings::tenants)
        .orElseGet(() -> new MountTenants(Optional.empty(), Set.of()));
  }

  // A no of Azure at a renewal ends, too, what is kept of the machine for an outage.
  private Awaited<List<Denial>> judged(
      MountTransaction work,
      ProvedMachine machine,
      List<Denial> denials,
      ResourceAnswer answer,
      Deadline deadline) {
    return denials.isEmpty()
        ? Awaited.of(denials)
        : proofs.refuted(work, machine, answer.facts(), deadline, denials);
  }

  private static void refuse(List<Denial> denials) {
    if (!denials.isEmpty()) {
      throw new RefusedException(
          Refusal.of(
              ErrorCategory.PERMISSION_DENIED,
              denials.stream().map(Denial::callerText).toArray(String[]::new)));
    }
  }
}
