package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.api.Api;
import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedHeaders;
import io.azimuth.application.backend.cubbyhole.CubbyholeBackend;
import io.azimuth.application.backend.cubbyhole.CubbyholeSweep;
import io.azimuth.application.backend.identity.EntityAliasRoutes;
import io.azimuth.application.backend.identity.EntityAliasWrites;
import io.azimuth.application.backend.identity.EntityAndGroupRoutes;
import io.azimuth.application.backend.identity.EntityRoutes;
import io.azimuth.application.backend.identity.GroupAliasRoutes;
import io.azimuth.application.backend.identity.GroupAliasWrites;
import io.azimuth.application.backend.identity.GroupRoutes;
import io.azimuth.application.backend.identity.GroupWrites;
import io.azimuth.application.backend.identity.IdentityBackend;
import io.azimuth.application.backend.identity.IdentityViews;
import io.azimuth.application.backend.identity.IssuerRoutes;
import io.azimuth.application.backend.identity.LookupRoutes;
import io.azimuth.application.backend.identity.MergeRoutes;
import io.azimuth.application.backend.identity.SigningKeyRoutes;
import io.azimuth.application.backend.identity.WellKnownRoutes;
import io.azimuth.application.backend.sys.AuditRoutes;
import io.azimuth.application.backend.sys.AuditedHeaderRoutes;
import io.azimuth.application.backend.sys.AuthMountRoutes;
import io.azimuth.application.backend.sys.CapabilityRoutes;
import io.azimuth.application.backend.sys.CounterRoutes;
import io.azimuth.application.backend.sys.EncryptionKeyRoutes;
import io.azimuth.application.backend.sys.InitRoutes;
import io.azimuth.application.backend.sys.KeyRoutes;
import io.azimuth.application.backend.sys.LeaseRevocationRoutes;
import io.azimuth.application.backend.sys.LeaseRoutes;
import io.azimuth.application.backend.sys.LegacyPolicyRoutes;
import io.azimuth.application.backend.sys.MetricsRoutes;
import io.azimuth.application.backend.sys.Migrations;
import io.azimuth.application.backend.sys.MountRoutes;
import io.azimuth.application.backend.sys.MountSettingsReader;
import io.azimuth.application.backend.sys.PolicyExplainRoutes;
import io.azimuth.application.backend.sys.PolicyRoutes;
import io.azimuth.application.backend.sys.PolicyWrites;
import io.azimuth.application.backend.sys.QuotaRoutes;
import io.azimuth.application.backend.sys.QuotaScopes;
import io.azimuth.application.backend.sys.RekeyRoutes;
import io.azimuth.application.backend.sys.RemountRoutes;
import io.azimuth.application.backend.sys.RightsRoutes;
import io.azimuth.application.backend.sys.RootGenerationRoutes;
import io.azimuth.application.backend.sys.SealRoutes;
import io.azimuth.application.backend.sys.SealStatusView;
import io.azimuth.application.backend.sys.SecretMountRoutes;
import io.azimuth.application.backend.sys.ServerIdentity;
import io.azimuth.application.backend.sys.SnapshotRoutes;
import io.azimuth.application.backend.sys.SpecRoutes;
import io.azimuth.application.backend.sys.StatusRoutes;
import io.azimuth.application.backend.sys.SysBackend;
import io.azimuth.application.backend.sys.ToolRoutes;
import io.azimuth.application.backend.sys.TuneRoutes;
import io.azimuth.application.backend.sys.UiRoutes;
import io.azimuth.application.backend.sys.WrappingRoutes;
import io.azimuth.application.backend.token.CreationIdentity;
import io.azimuth.application.backend.token.CreationSpan;
import io.azimuth.application.backend.token.TargetToken;
import io.azimuth.application.backend.token.TokenBackend;
import io.azimuth.application.backend.token.TokenCreation;
import io.azimuth.application.backend.token.TokenLookup;
import io.azimuth.application.backend.token.TokenMaintenance;
import io.azimuth.application.backend.token.TokenRenewal;
import io.azimuth.application.backend.token.TokenRevocation;
import io.azimuth.application.backend.token.TokenRoleRoutes;
import io.azimuth.application.backend.token.TokenRoles;
import io.azimuth.application.census.Census;
import io.azimuth.application.federation.IdentityMount;
import io.azimuth.application.federation.IssuerOrigin;
import io.azimuth.application.federation.IssuerWatch;
import io.azimuth.application.federation.Issuers;
import io.azimuth.application.federation.MountIdentityTokens;
import io.azimuth.application.federation.SigningKeyRotation;
import io.azimuth.application.federation.SigningKeys;
import io.azimuth.application.gateway.Gateway;
import io.azimuth.application.gateway.PassageSteps;
import io.azimuth.application.gateway.SealedGate;
import io.azimuth.application.gateway.UseCounter;
import io.azimuth.application.identity.EntityRemoval;
import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.identity.Identities;
import io.azimuth.application.metrics.MetricSources;
import io.azimuth.application.mount.Backends;
import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.mount.MountPreparation;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.RouteCatalog;
import io.azimuth.application.policy.PolicySets;
import io.azimuth.application.port.federation.FederatedSubjects;
import io.azimuth.application.port.federation.PluginIdentityTokens;
import io.azimuth.application.port.metrics.Metrics;
import io.azimuth.application.quota.QuotaTables;
import io.azimuth.application.quota.RateLimiter;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.seal.FirstKeys;
import io.azimuth.application.seal.FirstRecords;
import io.azimuth.application.seal.HeldKeys;
import io.azimuth.application.seal.Initialization;
import io.azimuth.application.seal.KeyQuorum;
import io.azimuth.application.seal.OwnSeal;
import io.azimuth.application.seal.Rekeyings;
import io.azimuth.application.seal.Replacements;
import io.azimuth.application.seal.RootGeneration;
import io.azimuth.application.seal.SealKeeper;
import io.azimuth.application.seal.SharePlans;
import io.azimuth.application.seal.Unsealing;
import io.azimuth.application.snapshot.SnapshotOrigin;
import io.azimuth.application.snapshot.SnapshotTaking;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.application.sweep.Tidy;
import io.azimuth.application.token.Renewals;
import io.azimuth.application.token.RevocationTables;
import io.azimuth.application.token.RootTokens;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.application.token.TokenIssuer;
import io.azimuth.application.token.TokenLeases;
import io.azimuth.application.token.TokenPages;
import io.azimuth.application.token.TokenSweep;
import io.azimuth.application.token.UsesTidy;
import io.azimuth.application.wrapping.ResponseWrapping;
import io.azimuth.domain.mount.SystemLifetimes;

/** The use cases, as they are made of one another. */
final class ApplicationModule extends AbstractModule {

  private final ServerIdentity identity;
  private final SystemLifetimes lifetimes;
  private final SnapshotOrigin origin;
  private final IssuerOrigin issuer;

  ApplicationModule(
      ServerIdentity identity,
      SystemLifetimes lifetimes,
      SnapshotOrigin origin,
      IssuerOrigin issuer) {
    this.identity = identity;
    this.lifetimes = lifetimes;
    this.origin = origin;
    this.issuer = issuer;
  }

  @Override
  protected void configure() {
    bind(ServerIdentity.class).toInstance(identity);
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
    bind(Issuers.class);
    bind(SigningKeys.class);
    bind(IssuerWatch.class);
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
    bind(Identities.class);
  }

  private void gateway() {
    bind(Gateway.class);
    bind(SealedGate.class);
    bind(PassageSteps.class);
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
    bind(Tidy.class);
    bind(UseCounter.class);
    bind(ResponseWrapping.class);
    seal();
  }

  private void seal() {
    bind(SealKeeper.class);
    bind(OwnSeal.class);
    bind(Unsealing.class);
    bind(Initialization.class);
    bind(FirstKeys.class);
    bind(FirstRecords.class);
    bind(HeldKeys.class);
    bind(KeyQuorum.class);
    bind(SharePlans.class);
    bind(Replacements.class);
    bind(RootGeneration.class);
    bind(Rekeyings.class);
  }

  private void tokens() {
    bind(TokenAuthority.class);
    bind(TokenFactory.class);
    bind(RootTokens.class);
    bind(TokenIssuer.class);
    bind(TokenSweep.class);
    bind(Renewals.class);
    bind(TokenBackend.class);
    bind(TargetToken.class);
    bind(TokenCreation.class);
    bind(TokenLookup.class);
    bind(TokenRenewal.class);
    bind(TokenRevocation.class);
    bind(RevocationTables.class);
    bind(TokenPages.class);
    bind(UsesTidy.class);
    bind(TokenLeases.class);
    bind(CreationIdentity.class);
    bind(CreationSpan.class);
    bind(TokenRoles.class);
    bind(TokenRoleRoutes.class);
    bind(TokenMaintenance.class);
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
    bind(SnapshotTaking.class);
    bind(MetricsRoutes.class);
    bind(WrappingRoutes.class);
    bind(QuotaRoutes.class);
    bind(Census.class);
    bind(CounterRoutes.class);
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
    bind(Migrations.class);
    bind(UiRoutes.class);
    bind(SpecRoutes.class);
    bind(RouteCatalog.class);
  }

  private void rights() {
    bind(RightsRoutes.class);
    bind(PolicyRoutes.class);
    bind(LegacyPolicyRoutes.class);
    bind(PolicyWrites.class);
    bind(PolicyExplainRoutes.class);
    bind(CapabilityRoutes.class);
  }
}
