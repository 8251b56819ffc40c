package io.azimuth.adapters.azure.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.FakeDocuments;
import io.azimuth.adapters.azure.cloud.BuiltInClouds;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.testkit.fake.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AzureCloudTest {

  private static final String TENANT = "11111111-aaaa-1111-1111-111111111111";
  private static final String OTHER = "22222222-aaaa-2222-2222-222222222222";
  private static final String DOMAIN = "contoso.onmicrosoft.com";
  private static final String LOGIN = "https://login.microsoftonline.com/";
  private static final String V1 = "/.well-known/openid-configuration";
  private static final String V2 = "/v2.0/.well-known/openid-configuration";
  private static final String KEYS_V1 = LOGIN + "common/discovery/keys";
  private static final String KEYS_V2 = LOGIN + TENANT + "/discovery/v2.0/keys";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FakeDocuments documents = new FakeDocuments();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AzureCloud cloud = cloud("AzurePublicCloud");

  @BeforeEach
  void publishBoth() {
    documents.publish(LOGIN + TENANT + V1, sts(TENANT), KEYS_V1);
    documents.publish(LOGIN + TENANT + V2, LOGIN + TENANT + "/v2.0", KEYS_V2);
  }

  @AfterEach
  void endThreads() {
    documents.releaseAll();
    threads.shutdownNow();
  }

  @Test
  void expectsBothKindsOfTokenOfATenant() {
    TenantExpectation expectation = expect(TENANT);

    Set<String> keyIssuers = Set.of(LOGIN + TENANT + "/v2.0", LOGIN + "{tenantid}/v2.0");
    assertThat(expectation.tenantId()).isEqualTo(TENANT);
    assertThat(expectation.profiles())
        .containsExactly(
            new IssuerProfile(
                Set.of(sts(TENANT)), at(KEYS_V1), Map.of("tid", TENANT, "ver", "1.0"), keyIssuers),
            new IssuerProfile(
                Set.of(LOGIN + TENANT + "/v2.0"),
                at(KEYS_V2),
                Map.of("tid", TENANT, "ver", "2.0"),
                keyIssuers));
    assertThat(documents.transportOf(LOGIN + TENANT + V1)).isEqualTo("AzurePublicCloud");
  }

  @Test
  void learnsTheTenantIdBehindADomain() {
    documents.publish(LOGIN + DOMAIN + V1, sts(TENANT), KEYS_V1);
    documents.publish(LOGIN + DOMAIN + V2, LOGIN + TENANT + "/v2.0", KEYS_V2);

    assertThat(expect(DOMAIN)).isEqualTo(expect(TENANT));
  }

  @Test
  void refusesDocumentsOfADomainThatSpeakOfTwoTenants() {
    documents.publish(LOGIN + DOMAIN + V1, sts(TENANT), KEYS_V1);
    documents.publish(LOGIN + DOMAIN + V2, LOGIN + OTHER + "/v2.0", KEYS_V2);

    assertFault(DOMAIN, ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "two tenants");
  }

  @Test
  void foldsTheLettersOfTheTenant() {
    assertThat(expect(TENANT.toUpperCase(Locale.ROOT)).tenantId()).isEqualTo(TENANT);
    expect(TENANT);

    assertThat(documents.fetches()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "common",
        "organizations",
        "",
        "a b.example",
        "contoso.example/x",
        "../x.example",
        "contoso.example?x=1",
        "\u212aontoso.example",
        ".example",
        "contoso..example"
      })
  void refusesTenantsThatAreNeitherIdNorDomainWithoutAsking(String tenant) {
    assertFault(tenant, ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "by its id or by a domain");
    assertThat(documents.fetches()).isZero();
  }

  @Test
  void refusesIssuersOutsideTheTable() {
    for (String foreign :
        List.of(
            "https://evil.example/" + TENANT + "/",
            "https://sts.windows.net/" + TENANT,
            "https://sts.windows.net/" + TENANT + "//",
            "https://STS.windows.net/" + TENANT + "/",
            "http://sts.windows.net/" + TENANT + "/",
            "https://sts.windows.net/" + TENANT.toUpperCase(Locale.ROOT) + "/",
            "https://sts.windows.net/x/" + TENANT + "/",
            "https://sts.chinacloudapi.cn/" + TENANT + "/",
            LOGIN + TENANT + "/v2.0",
            sts(OTHER))) {
      publishOnlyV1(foreign, KEYS_V1);
      assertThatThrownBy(
              () -> cloud("AzurePublicCloud").expect(TENANT, Deadline.of(PATIENCE)).join())
          .as(foreign)
          .isInstanceOfSatisfying(
              ServiceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNUSABLE))
          .hasMessageContaining(foreign.equals(sts(OTHER)) ? "another tenant's" : "not allow");
    }
  }

  @Test
  void refusesTheTemplateOfManyTenants() {
    publishOnlyV1("https://sts.windows.net/{tenantid}/", KEYS_V1);

    assertFault(TENANT, ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "of no single tenant");
  }

  @Test
  void refusesKeysOnAForeignHost() {
    for (String keys :
        List.of(
            "https://evil.example/keys",
            "https://login.microsoftonline.com.evil.example/keys",
            "https://login.microsoftonline.com:8443/keys",
            "http://login.microsoftonline.com/keys",
            "https://login.microsoftonline.com@evil.example/keys",
            "https://user@login.microsoftonline.com/keys",
            "//login.microsoftonline.com/keys",
            "not an address")) {
      publishOnlyV1(sts(TENANT), keys);
      assertThatThrownBy(
              () -> cloud("AzurePublicCloud").expect(TENANT, Deadline.of(PATIENCE)).join())
          .as(keys)
          .isInstanceOf(ServiceException.class)
          .hasMessageContaining("jwks_uri");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "<html>", "{\"issuer\":1}", "{\"issuer\":\"x\"}"})
  void refusesDocumentsThatAreNone(String text) {
    documents.publishText(LOGIN + TENANT + V1, text);
    documents.publishText(LOGIN + TENANT + V2, text);

    assertFault(TENANT, ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "the discovery document");
  }

  @Test
  void allowsBothChineseFormsOfAVersionTwoIssuer() {
    String login = "https://login.chinacloudapi.cn/";
    String partner = "https://login.partner.microsoftonline.cn/";
    for (String issuer : List.of(login, partner)) {
      documents.publish(
          login + TENANT + V2, issuer + TENANT + "/v2.0", issuer + TENANT + "/discovery/v2.0/keys");
      TenantExpectation expectation =
          cloud("AzureChinaCloud").expect(TENANT, Deadline.of(PATIENCE)).join();

      IssuerProfile v2 = expectation.profiles().get(1);
      assertThat(v2.issuers())
          .containsExactlyInAnyOrder(login + TENANT + "/v2.0", partner + TENANT + "/v2.0");
      assertThat(v2.keyIssuers()).contains(partner + "{tenantid}/v2.0");
      assertThat(v2.keys()).isPresent();
    }
  }

  @Test
  void knowsTheIssuersOfTheGovernmentCloud() {
    String login = "https://login.microsoftonline.us/";
    documents.publish(login + TENANT + V1, sts(TENANT), login + "common/discovery/keys");

    TenantExpectation expectation =
        cloud("AzureUSGovernmentCloud").expect(TENANT, Deadline.of(PATIENCE)).join();
    assertThat(expectation.profiles().get(0).issuers()).containsExactly(sts(TENANT));
    assertThat(expectation.profiles().get(1).issuers()).containsExactly(login + TENANT + "/v2.0");
  }

  // One document without the other

  @Test
  void oneMissingDocumentLeavesItsProfileWithoutKeys() {
    documents.fail(LOGIN + TENANT + V2, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    assertThat(keys(expect(TENANT))).containsExactly(Optional.of(at(KEYS_V1)), Optional.empty());

    documents.mend(LOGIN + TENANT + V2);
    clock.advance(Duration.ofSeconds(3));
    awaitFetches(LOGIN + TENANT + V2, 2);
    assertThat(keysOnceComplete()).containsExactly(at(KEYS_V1), at(KEYS_V2));
  }

  @Test
  void theOtherDocumentMayBeMissingJustAsWell() {
    documents.fail(LOGIN + TENANT + V1, ErrorCode.IDENTITY_PROVIDER_UNUSABLE);

    assertThat(keys(expect(TENANT))).containsExactly(Optional.empty(), Optional.of(at(KEYS_V2)));
  }

  @Test
  @Timeout(60)
  void aHangingDocumentHoldsUpNobodyWhoHasTheOther() {
    documents.hang(LOGIN + TENANT + V2);

    TenantExpectation expectation =
        cloud.expect(TENANT, Deadline.of(Duration.ofHours(1))).join(); // the document never comes

    assertThat(keys(expectation)).containsExactly(Optional.of(at(KEYS_V1)), Optional.empty());
  }

  @Test
  void isUnavailableWhenBothDocumentsAreAndOneWouldPass() {
    documents.fail(LOGIN + TENANT + V1, ErrorCode.IDENTITY_PROVIDER_UNUSABLE);
    documents.fail(LOGIN + TENANT + V2, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);

    assertFault(TENANT, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "as the test says");
  }

  @Test
  void remembersAFailureForThreeSeconds() {
    documents.fail(LOGIN + TENANT + V1, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    documents.fail(LOGIN + TENANT + V2, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    for (int i = 0; i < 10; i++) {
      assertFault(TENANT, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "as the test says");
    }
    assertThat(documents.fetches()).isEqualTo(2);

    clock.advance(Duration.ofSeconds(3));
    assertFault(TENANT, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "as the test says");
    assertThat(documents.fetches()).isEqualTo(4);
  }

  @Test
  void isUnavailableWhenTheCallersTimeEnds() {
    documents.hang(LOGIN + TENANT + V1);
    documents.hang(LOGIN + TENANT + V2);

    assertThatThrownBy(() -> cloud.expect(TENANT, Deadline.of(Duration.ofMillis(50))).join())
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE));
    documents.releaseAll();
    expect(TENANT);
    assertThat(documents.fetches()).isEqualTo(2);
  }

  // Keeping

  @Test
  void refreshesBetweenElevenAndThirteenHours() {
    expect(TENANT);
    clock.advance(Duration.ofHours(11).minusSeconds(1));
    cloud.refreshDue();
    assertThat(documents.fetches()).isEqualTo(2);

    clock.advance(Duration.ofHours(2).plusSeconds(1));
    cloud.refreshDue();
    awaitFetches(LOGIN + TENANT + V1, 2);
    awaitFetches(LOGIN + TENANT + V2, 2);
  }

  @Test
  void keepsTheLastGoodDocumentForADayOfOutage() {
    expect(TENANT);
    documents.fail(LOGIN + TENANT + V1, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    documents.fail(LOGIN + TENANT + V2, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    clock.advance(Duration.ofHours(35).minusSeconds(1));
    assertThat(keys(expect(TENANT))).doesNotContain(Optional.empty());

    clock.advance(Duration.ofHours(2).plusSeconds(1));
    assertFault(TENANT, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "as the test says");
  }

  @Test
  void manyColdCallersShareOneFetchOfEachDocument()
      throws InterruptedException, ExecutionException {
    documents.hang(LOGIN + TENANT + V1);
    documents.hang(LOGIN + TENANT + V2);
    List<Future<TenantExpectation>> answers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      answers.add(threads.submit(() -> expect(TENANT)));
    }
    documents.releaseAll();
    for (Future<TenantExpectation> answer : answers) {
      assertThat(keys(answer.get())).doesNotContain(Optional.empty());
    }

    assertThat(documents.fetches()).isEqualTo(2);
  }

  @Test
  void forgetsATenantThatNobodyAsksAboutAnyMore() {
    expect(TENANT);
    clock.advance(Duration.ofHours(24));
    cloud.refreshDue();
    expect(TENANT);

    assertThat(documents.fetches()).isEqualTo(4);
  }

  @Test
  void asksNobodyWhenItsKeysAreInAFile() {
    URI file = URI.create("file:///etc/azimuth/keys.json");
    AzureCloud offline = cloud("AzurePublicCloud", Optional.of(file));

    TenantExpectation expectation = offline.expect(TENANT, Deadline.of(PATIENCE)).join();

    Set<String> keyIssuers = Set.of(LOGIN + TENANT + "/v2.0", LOGIN + "{tenantid}/v2.0");
    KeySetLocation keys = new KeySetLocation(file, "AzurePublicCloud");
    assertThat(expectation.tenantId()).isEqualTo(TENANT);
    assertThat(expectation.profiles())
        .containsExactly(
            new IssuerProfile(
                Set.of(sts(TENANT)), keys, Map.of("tid", TENANT, "ver", "1.0"), keyIssuers),
            new IssuerProfile(
                Set.of(LOGIN + TENANT + "/v2.0"),
                keys,
                Map.of("tid", TENANT, "ver", "2.0"),
                keyIssuers));
    assertThat(offline.watch(TENANT).orElseThrow().known()).contains(expectation);
    assertThat(offline.watch(TENANT).orElseThrow().documents()).isEmpty();
    assertThat(documents.fetches()).isZero();
  }

  @Test
  void cannotTellTheTenantOfADomainFromAFileOfKeys() {
    AzureCloud offline =
        cloud("AzurePublicCloud", Optional.of(URI.create("file:///etc/azimuth/keys.json")));

    assertThatThrownBy(() -> offline.expect(DOMAIN, Deadline.of(PATIENCE)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNUSABLE);
              assertThat(fault.detail()).contains(DOMAIN, "tenant_id must be the id of the tenant");
            });
    assertThat(documents.fetches()).isZero();
  }

  private AzureCloud cloud(String name) {
    return cloud(name, Optional.empty());
  }

  private AzureCloud cloud(String name, Optional<URI> keys) {
    CloudConfig config =
        BuiltInClouds.ALL.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    return new AzureCloud(config, keys, documents, threads, services(), clock);
  }

  private static CloudServices services() {
    ResourceDirectory directory = (access, id, limit) -> new DirectoryAnswer.Absent();
    return new CloudServices(Map.of(ResourceDirectory.class, directory));
  }

  private TenantExpectation expect(String tenant) {
    return cloud.expect(tenant, Deadline.of(PATIENCE)).join();
  }

  private void publishOnlyV1(String issuer, String keys) {
    documents.publish(LOGIN + TENANT + V1, issuer, keys);
    documents.fail(LOGIN + TENANT + V2, ErrorCode.IDENTITY_PROVIDER_UNUSABLE);
  }

  private void assertFault(String tenant, ErrorCode code, String detail) {
    assertThatThrownBy(() -> expect(tenant))
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(detail);
  }

  private void awaitFetches(String address, int count) {
    while (documents.fetches(address) < count) {
      cloud.refreshDue();
      var unused = expect(TENANT);
      Thread.onSpinWait();
    }
  }

  private List<KeySetLocation> keysOnceComplete() {
    List<Optional<KeySetLocation>> keys = keys(expect(TENANT));
    while (keys.contains(Optional.<KeySetLocation>empty())) {
      keys = keys(expect(TENANT));
    }
    return keys.stream().map(Optional::orElseThrow).toList();
  }

  private static List<Optional<KeySetLocation>> keys(TenantExpectation expectation) {
    return expectation.profiles().stream().map(IssuerProfile::keys).toList();
  }

  private static KeySetLocation at(String keys) {
    return new KeySetLocation(URI.create(keys), "AzurePublicCloud");
  }

  private static String sts(String tenant) {
    return "https://sts.windows.net/" + tenant + "/";
  }
}
