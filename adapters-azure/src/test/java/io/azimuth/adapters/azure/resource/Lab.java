package io.azimuth.adapters.azure.resource;

import io.azimuth.adapters.azure.NoIdentityTokens;
import io.azimuth.adapters.azure.TestAuthority;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.DirectoryAccess.CallLog;
import io.azimuth.application.port.azure.DirectoryAccess.Retries;
import io.azimuth.application.port.azure.DirectoryAnswer;
import io.azimuth.application.port.azure.ServerCredential;
import io.azimuth.application.port.federation.PluginIdentityTokens;
import io.azimuth.domain.azure.PrincipalId;
import io.azimuth.domain.azure.ResourceFacts;
import io.azimuth.domain.azure.ResourceId;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A directory over a {@link FakeAzure}, and how a mount asks it. */
final class Lab implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  static final String SECRET = "zsecretz";
  static final Duration LONG = Duration.ofSeconds(90);
  static final Retries QUICK = new Retries(2, Duration.ofMillis(5), Duration.ofMillis(20));

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final TestAuthority authority = new TestAuthority();
  private final SSLContext trust;
  private final Policies policies;
  private final SignIn signIn;
  final FakeAzure azure;
  final Sessions sessions;
  final Rehearsal rehearsal;
  final ArmResourceDirectory directory;
  final GraphCredentialRotator rotator;
  final GraphGroupDirectory groups;

  Lab() throws IOException, GeneralSecurityException {
    this(Optional.empty());
  }

  Lab(Optional<URI> metadataService) throws IOException, GeneralSecurityException {
    this(metadataService, new NoIdentityTokens());
  }

  Lab(Optional<URI> metadataService, PluginIdentityTokens identityTokens)
      throws IOException, GeneralSecurityException {
    azure = new FakeAzure(authority);
    trust = authority.clientContext();
    policies = new Policies("azimuth/test", CLOCK);
    signIn = new SignIn(policies, SignInThreads.create(), identityTokens);
    DirectoryClouds clouds =
        DirectoryClouds.over(
            List.of(cloud(metadataService)), cloud -> HttpClient.newBuilder().sslContext(trust));
    sessions = new Sessions(clouds, signIn, policies, CLOCK);
    rehearsal = new Rehearsal(signIn, policies, CLOCK);
    directory = new ArmResourceDirectory(sessions, rehearsal, new RetryAfter(CLOCK));
    rotator = rotator(clouds);
    groups =
        new GraphGroupDirectory(
            new GraphSessions(clouds, signIn, policies, CLOCK), new RetryAfter(CLOCK));
  }

  /** One whose Graph is there, or nowhere. */
  GraphCredentialRotator rotatorAt(Optional<URI> graph) {
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
    return new GraphCredentialRotator(
        new GraphSessions(clouds, signIn, policies, CLOCK),
        new FreshTokens(clouds, signIn),
        new RetryAfter(CLOCK));
  }

  /** Another server that clients trust as much. */
  FakeAzure another() throws IOException, GeneralSecurityException {
    return new FakeAzure(authority);
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

  static DirectoryAccess access() {
    return access(1, QUICK, CallLog.NONE);
  }

  static DirectoryAccess access(long version, Retries retries, CallLog log) {
    return new DirectoryAccess(
        "mount",
        version,
        "LAB",
        FakeAzure.TENANT,
        new ServerCredential.ClientSecret("client", SecretText.of(SECRET)),
        retries,
        log);
  }

  static DirectoryAccess access(ServerCredential credential) {
    return new DirectoryAccess(
        "mount", 1, "lab", FakeAzure.TENANT, credential, QUICK, CallLog.NONE);
  }

  DirectoryAnswer find(ResourceId id) {
    return directory.find(access(), id, LONG);
  }

  ResourceFacts facts(ResourceId id) {
    return ((DirectoryAnswer.Found) find(id)).facts();
  }

  static ResourceId id(String inGroup) {
    return idIn("rg1", inGroup);
  }

  static ResourceId idIn(String group, String inGroup) {
    return ResourceId.parse(
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + group + "/providers/" + inGroup)
        .orElseThrow();
  }

  static ResourceId machine(String name) {
    return id("Microsoft.Compute/virtualMachines/" + name);
  }

  static ResourceId scaleSet(String name) {
    return id("Microsoft.Compute/virtualMachineScaleSets/" + name);
  }

  static ResourceId identity(String name) {
    return id("Microsoft.ManagedIdentity/userAssignedIdentities/" + name);
  }

  static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }

  @Override
  public void close() {
    azure.close();
  }
}
