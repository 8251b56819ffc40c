package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.api.Api;
import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedHeaders;
import io.azimuth.application.cubbyhole.CubbyholeBackend;
import io.azimuth.application.cubbyhole.CubbyholeSweep;
import io.azimuth.application.federation.IdentityMount;
import io.azimuth.application.federation.IssuerAddresses;
import io.azimuth.application.federation.IssuerDiagnostics;
import io.azimuth.application.federation.IssuerOrigin;
import io.azimuth.application.federation.IssuerRoutes;
import io.azimuth.application.federation.MountIdentityTokens;
import io.azimuth.application.federation.SigningKeyRotation;
import io.azimuth.application.federation.SigningKeyRoutes;
import io.azimuth.application.federation.SigningKeys;
import io.azimuth.application.federation.WellKnownRoutes;
import io.azimuth.application.gateway.Gateway;
import io.azimuth.application.gateway.GatewayServices;
import io.azimuth.application.gateway.SealedGate;
import io.azimuth.application.gateway.TokenUseCounter;
import io.azimuth.application.identity.EntityRemoval;
import io.azimuth.application.identity.GroupAliases;
import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.identity.Identities;
import io.azimuth.application.identity.backend.EntityAliasRoutes;
import io.azimuth.application.identity.backend.EntityAliasWrites;
import io.azimuth.application.identity.backend.EntityAndGroupRoutes;
import io.azimuth.application.identity.backend.EntityRoutes;
import io.azimuth.application.identity.backend.GroupAliasRoutes;
import io.azimuth.application.identity.backend.GroupAliasWrites;
import io.azimuth.application.identity.backend.GroupRoutes;
import io.azimuth.application.identity.backend.GroupWrites;
import io.azimuth.application.identity.backend.IdentityBackend;
import io.azimuth.application.identity.backend.IdentityViews;
import io.azimuth.application.identity.backend.LookupRoutes;
import io.azimuth.application.identity.backend.MergeRoutes;
import io.azimuth.application.metrics.MetricSources;
import io.azimuth.application.mount.Backends;
import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.mount.MountPreparation;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.RouteCatalog;
import io.azimuth.application.policy.PolicySets;
import io.azimuth.application.quota.QuotaTables;
import io.azimuth.application.quota.RateLimiter;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.seal.AutoUnseal;
import io.azimuth.application.seal.InitialStoreKeys;
import io.azimuth.application.seal.InitialStoreRecords;
import io.azimuth.application.seal.Initialization;
import io.azimuth.application.seal.RootGeneration;
import io.azimuth.application.seal.SealKeeper;
import io.azimuth.application.seal.Unsealing;
import io.azimuth.application.seal.rekey.RekeyOperations;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.SharePlanner;
import io.azimuth.application.seal.share.ShareholderKeys;
import io.azimuth.application.snapshot.SnapshotOrigin;
import io.azimuth.application.snapshot.SnapshotTaker;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.application.sweep.TidyJob;
import io.azimuth.application.sweep.TokenSweep;
import io.azimuth.application.sweep.UseCountSweep;
import io.azimuth.application.system.SnapshotRoutes;
import io.azimuth.application.system.SysBackend;
import io.azimuth.application.system.ToolRoutes;
import io.azimuth.application.system.WrappingRoutes;
import io.azimuth.application.system.audit.AuditRoutes;
import io.azimuth.application.system.audit.AuditedHeaderRoutes;
import io.azimuth.application.system.leases.LeaseRevocationRoutes;
import io.azimuth.application.system.leases.LeaseRoutes;
import io.azimuth.application.system.mounts.AuthMountRoutes;
import io.azimuth.application.system.mounts.InternalUiRoutes;
import io.azimuth.application.system.mounts.MountRoutes;
import io.azimuth.application.system.mounts.MountSettingsReader;
import io.azimuth.application.system.mounts.OpenApiRoutes;
import io.azimuth.application.system.mounts.RemountRoutes;
import io.azimuth.application.system.mounts.RemountStatus;
import io.azimuth.application.system.mounts.SecretMountRoutes;
import io.azimuth.application.system.mounts.TuneRoutes;
import io.azimuth.application.system.policies.AclRoutes;
import io.azimuth.application.system.policies.CapabilityRoutes;
import io.azimuth.application.system.policies.LegacyPolicyRoutes;
import io.azimuth.application.system.policies.PolicyExplainRoutes;
import io.azimuth.application.system.policies.PolicyRoutes;
import io.azimuth.application.system.policies.PolicyWrites;
import io.azimuth.application.system.quotas.QuotaRoutes;
import io.azimuth.application.system.quotas.QuotaScopes;
import io.azimuth.application.system.seal.EncryptionKeyRoutes;
import io.azimuth.application.system.seal.InitRoutes;
import io.azimuth.application.system.seal.KeyRoutes;
import io.azimuth.application.system.seal.RekeyRoutes;
import io.azimuth.application.system.seal.RootGenerationRoutes;
import io.azimuth.application.system.seal.SealRoutes;
import io.azimuth.application.system.status.MetricsRoutes;
import io.azimuth.application.system.status.SealStatusView;
import io.azimuth.application.system.status.ServerInfo;
import io.azimuth.application.system.status.StatusRoutes;
import io.azimuth.application.system.status.UsageCounterRoutes;
import io.azimuth.application.token.RevocationTables;
import io.azimuth.application.token.RootTokens;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.application.token.TokenIssuer;
import io.azimuth.application.token.TokenLeases;
import io.azimuth.application.token.TokenRenewer;
import io.azimuth.application.token.TokenScan;
import io.azimuth.application.token.backend.CreationIdentity;
import io.azimuth.application.token.backend.CreationLifetime;
import io.azimuth.application.token.backend.TargetToken;
import io.azimuth.application.token.backend.TokenBackend;
import io.azimuth.application.token.backend.TokenCreationRoutes;
import io.azimuth.application.token.backend.TokenLookupRoutes;
import io.azimuth.application.token.backend.TokenMaintenanceRoutes;
import io.azimuth.application.token.backend.TokenRenewalRoutes;
import io.azimuth.application.token.backend.TokenRevocationRoutes;
import io.azimuth.application.token.role.TokenRoleRoutes;
import io.azimuth.application.token.role.TokenRoles;
import io.azimuth.application.usage.UsageCounter;
import io.azimuth.application.wrapping.ResponseWrapping;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.metrics.Metrics;

/** The use cases, as they are made of one another. */
final class ApplicationModule extends AbstractModule {

  private final ServerInfo identity;
  private final SystemLifetimes lifetimes;
  private final SnapshotOrigin origin;
  private final IssuerOrigin issuer;

  ApplicationModule(
      ServerInfo identity, SystemLifetimes lifetimes, SnapshotOrigin origin, IssuerOrigin issuer) {
    this.identity = identity;
    this.lifetimes = lifetimes;
    this.origin = origin;
    this.issuer = issuer;
  }

  @Override
  protected void configure() {
    bind(ServerInfo.class).toInstance(identity);
    bind(SystemLifetimes.class).toInstance(lifetimes);
    bind(SnapshotOrigin.class).toInstance(origin);
    bind(IssuerOrigin.class).toInstance(issuer);
    bind(Api.class).to(Gateway.class);
    gateway();
    tokens();
    sys();
    federation();
    entitiesAndGroups();
    Multibinder<CoreBackend> backends = Multibinder.newSetBinder(binder(), CoreBackend.class);
    backends.addBinding().to(SysBackend.class);
    backends.addBinding().to(TokenBackend.class);
    backends.addBinding().to(IdentityBackend.class);
    backends.addBinding().to(CubbyholeBackend.class);
  }

  private void federation() {
    bind(IdentityMount.class);
    bind(IssuerAddresses.class);
    bind(SigningKeys.class);
    bind(IssuerDiagnostics.class);
    bind(SigningKeyRotation.class);
    bind(MountIdentityTokens.class);
    bind(PluginIdentityTokens.class).to(MountIdentityTokens.class);
    bind(FederatedSubjects.class).to(MountIdentityTokens.class);
    bind(IdentityBackend.class);
    bind(IssuerRoutes.class);
    bind(WellKnownRoutes.class);
    bind(SigningKeyRoutes.class);
  }

  private void entitiesAndGroups() {
    bind(IdentityViews.class);
    bind(EntityAndGroupRoutes.class);
    bind(EntityRoutes.class);
    bind(MergeRoutes.class);
    bind(EntityAliasRoutes.class);
    bind(EntityAliasWrites.class);
    bind(GroupRoutes.class);
    bind(GroupWrites.class);
    bind(GroupAliasRoutes.class);
    bind(GroupAliasWrites.class);
    bind(LookupRoutes.class);
    bind(EntityRemoval.class);
    bind(GroupGraphs.class);
    bind(GroupAliases.class);
    bind(Identities.class);
  }

  private void gateway() {
    bind(Gateway.class);
    bind(SealedGate.class);
    bind(GatewayServices.class);
    bind(Backends.class);
    bind(MountTables.class);
    bind(MountPreparation.class);
    bind(MountMaintenance.class);
    bind(PolicySets.class);
    bind(AuditBroker.class);
    bind(QuotaTables.class);
    bind(RateLimiter.class);
    bind(Sweeper.class);
    bind(CubbyholeSweep.class);
    bind(CubbyholeBackend.class);
    bind(TidyJob.class);
    bind(TokenUseCounter.class);
    bind(ResponseWrapping.class);
    seal();
  }

  private void seal() {
    bind(SealKeeper.class);
    bind(AutoUnseal.class);
    bind(Unsealing.class);
    bind(Initialization.class);
    bind(InitialStoreKeys.class);
    bind(InitialStoreRecords.class);
    bind(ShareholderKeys.class);
    bind(KeyQuorum.class);
    bind(SharePlanner.class);
    bind(RekeyCutover.class);
    bind(RootGeneration.class);
    bind(RekeyOperations.class);
  }

  private void tokens() {
    bind(TokenAuthority.class);
    bind(TokenFactory.class);
    bind(RootTokens.class);
    bind(TokenIssuer.class);
    bind(TokenSweep.class);
    bind(TokenRenewer.class);
    bind(TokenBackend.class);
    bind(TargetToken.class);
    bind(TokenCreationRoutes.class);
    bind(TokenLookupRoutes.class);
    bind(TokenRenewalRoutes.class);
    bind(TokenRevocationRoutes.class);
    bind(RevocationTables.class);
    bind(TokenScan.class);
    bind(UseCountSweep.class);
    bind(TokenLeases.class);
    bind(CreationIdentity.class);
    bind(CreationLifetime.class);
    bind(TokenRoles.class);
    bind(TokenRoleRoutes.class);
    bind(TokenMaintenanceRoutes.class);
  }

  private void sys() {
    bind(SysBackend.class);
    bind(InitRoutes.class);
    bind(StatusRoutes.class);
    bind(AuditRoutes.class);
    bind(AuditedHeaders.class);
    bind(AuditedHeaderRoutes.class);
    bind(KeyRoutes.class);
    bind(SealRoutes.class);
    bind(SealStatusView.class);
    bind(RootGenerationRoutes.class);
    bind(RekeyRoutes.class);
    bind(EncryptionKeyRoutes.class);
    bind(SnapshotRoutes.class);
    bind(SnapshotTaker.class);
    bind(MetricsRoutes.class);
    bind(WrappingRoutes.class);
    bind(QuotaRoutes.class);
    bind(UsageCounter.class);
    bind(UsageCounterRoutes.class);
    bind(QuotaScopes.class);
    bind(ToolRoutes.class);
    bind(MetricSources.class);
    bind(Metrics.class).to(MetricSources.class);
    mounts();
    rights();
    bind(LeaseRoutes.class);
    bind(LeaseRevocationRoutes.class);
  }

  private void mounts() {
    bind(MountRoutes.class);
    bind(AuthMountRoutes.class);
    bind(SecretMountRoutes.class);
    bind(MountSettingsReader.class);
    bind(TuneRoutes.class);
    bind(RemountRoutes.class);
    bind(RemountStatus.class);
    bind(InternalUiRoutes.class);
    bind(OpenApiRoutes.class);
    bind(RouteCatalog.class);
  }

  private void rights() {
    bind(AclRoutes.class);
    bind(PolicyRoutes.class);
    bind(LegacyPolicyRoutes.class);
    bind(PolicyWrites.class);
    bind(PolicyExplainRoutes.class);
    bind(CapabilityRoutes.class);
  }
}
