package io.azimuth.adapters.azure.pipeline;

import io.azimuth.adapters.azure.CountedCalls;
import io.azimuth.adapters.azure.NoIdentityTokens;
import io.azimuth.adapters.azure.TestAuthority;
import io.azimuth.adapters.azure.arm.ArmResourceDirectory;
import io.azimuth.adapters.azure.arm.SdkWarmUp;
import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.graph.GraphCredentialRotator;
import io.azimuth.adapters.azure.graph.GraphGroupDirectory;
import io.azimuth.adapters.azure.session.AzureSessions;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.adapters.azure.signin.SignInThreads;
import io.azimuth.adapters.azure.signin.UncachedTokens;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import io.azimuth.azure.port.DirectoryAccess.Retries;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.trace.Tracing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A directory that calls a {@link FakeAzure}, with the calls that a mount makes. */
public final class Lab implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  public static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  public static final String SECRET = "zsecretz";
  public static final Duration LONG = Duration.ofSeconds(90);
  public static final Retries QUICK = new Retries(2, Duration.ofMillis(5), Duration.ofMillis(20));

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** Of all labs, since keys and key stores take longer to make than most tests. */
  private static final TestAuthority AUTHORITY = new TestAuthority();

  private final SSLContext trust;
  private final PipelinePolicies policies;
  private final SignIn signIn;
  public final CountedCalls counted = new CountedCalls();
  public final FakeAzure azure;
  public final AzureSessions sessions;
  public final SdkWarmUp rehearsal;
  public final ArmResourceDirectory directory;
  public final GraphCredentialRotator rotator;
  public final GraphGroupDirectory groups;

  public Lab() throws IOException, GeneralSecurityException {
    this(Optional.empty());
  }

  public Lab(Optional<URI> metadataService) throws IOException, GeneralSecurityException {
    this(metadataService, new NoIdentityTokens());
  }

  public Lab(Optional<URI> metadataService, PluginIdentityTokens identityTokens)
      throws IOException, GeneralSecurityException {
    azure = new FakeAzure(AUTHORITY);
    trust = AUTHORITY.clientContext();
    policies = new PipelinePolicies("azimuth/test", CLOCK, Tracing.NONE);
    signIn = new SignIn(policies, SignInThreads.create(), identityTokens, counted.calls);
    DirectoryClouds clouds =
        DirectoryClouds.over(
            List.of(cloud(metadataService)), cloud -> HttpClient.newBuilder().sslContext(trust));
    sessions = new AzureSessions(clouds, signIn, policies, CLOCK);
    rehearsal = new SdkWarmUp(signIn, policies, CLOCK);
    directory = new ArmResourceDirectory(() -> sessions, () -> rehearsal, new RetryAfter(CLOCK));
    rotator = rotator(clouds);
    AzureSessions ofGroups = new AzureSessions(clouds, signIn, policies, CLOCK);
    groups = new GraphGroupDirectory(() -> ofGroups, new RetryAfter(CLOCK));
  }

  /** A rotator with this Graph; without it, the cloud has no Graph. */
  public GraphCredentialRotator rotatorAt(Optional<URI> graph) {
    DirectoryCloudConfig lab = cloud(Optional.empty());
    DirectoryCloudConfig other =
        new DirectoryCloudConfig(
            lab.name(),
            lab.authorityHost(),
            lab.resourceManager(),
            lab.audience(),
            graph,
            lab.metadataService());
    return rotator(
        DirectoryClouds.over(List.of(other), cloud -> HttpClient.newBuilder().sslContext(trust)));
  }

  private GraphCredentialRotator rotator(DirectoryClouds clouds) {
    AzureSessions sessionsOfRotator = new AzureSessions(clouds, signIn, policies, CLOCK);
    UncachedTokens tokens = new UncachedTokens(clouds, signIn);
    return new GraphCredentialRotator(
        () -> sessionsOfRotator, () -> tokens, new RetryAfter(CLOCK), new SecureRandom());
  }

  /** Another server with a certificate that the clients trust. */
  public FakeAzure another() throws IOException, GeneralSecurityException {
    return new FakeAzure(AUTHORITY);
  }

  DirectoryCloudConfig cloud(Optional<URI> metadataService) {
    return new DirectoryCloudConfig(
        "lab",
        azure.address(),
        Optional.of(azure.address()),
        Optional.of(azure.address().toString()),
        Optional.of(azure.address()),
        metadataService);
  }

  public static DirectoryAccess access() {
    return access(1, QUICK, CallLog.NONE);
  }

  public static DirectoryAccess access(long version, Retries retries, CallLog log) {
    return new DirectoryAccess(
        "mount",
        version,
        "LAB",
        FakeAzure.TENANT,
        new ServerCredential.ClientSecret("client", SecretText.of(SECRET)),
        retries,
        log);
  }

  public static DirectoryAccess access(ServerCredential credential) {
    return new DirectoryAccess(
        "mount", 1, "lab", FakeAzure.TENANT, credential, QUICK, CallLog.NONE);
  }

  public DirectoryAnswer find(ResourceId id) {
    return directory.find(access(), id, LONG);
  }

  public ResourceFacts facts(ResourceId id) {
    return ((DirectoryAnswer.Found) find(id)).facts();
  }

  public static ResourceId id(String inGroup) {
    return idIn("rg1", inGroup);
  }

  public static ResourceId idIn(String group, String inGroup) {
    return ResourceId.parse(
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + group + "/providers/" + inGroup)
        .orElseThrow();
  }

  public static ResourceId machine(String name) {
    return id("Microsoft.Compute/virtualMachines/" + name);
  }

  public static ResourceId scaleSet(String name) {
    return id("Microsoft.Compute/virtualMachineScaleSets/" + name);
  }

  public static ResourceId identity(String name) {
    return id("Microsoft.ManagedIdentity/userAssignedIdentities/" + name);
  }

  public static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }

  @Override
  public void close() {
    azure.close();
  }
}
