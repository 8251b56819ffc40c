package io.azimuth.adapters.azure.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpPipeline;
import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.session.ArmClients;
import io.azimuth.adapters.azure.signin.RenewableCredential;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.spi.remote.Deadline;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/**
 * Links in answers to other hosts are not followed, although the SDK would follow them
 * (CVE-2020-16250).
 */
@Timeout(120)
class HostGuardTest {

  private static final String LIST =
      "/subscriptions/" + Lab.SUBSCRIPTION + "/resourceGroups/rg1/resources";

  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void noTokenLeavesForAnotherHost() throws IOException, GeneralSecurityException {
    try (FakeAzure other = lab.another()) {
      pageLeadsTo(other.address().resolve(LIST).toString());

      assertThatThrownBy(this::list)
          .isInstanceOf(UnusableAnswerException.class)
          .hasMessage("the answer leads to another host");
      assertThat(other.calls()).isEmpty();
      assertThat(lab.azure.armCalls()).hasSize(1);
    }
  }

  @Test
  void noTokenLeavesInTheClear() {
    pageLeadsTo("http://127.0.0.1:" + lab.azure.address().getPort() + LIST);

    assertThatThrownBy(this::list).hasMessage("the answer leads to another host");
  }

  @Test
  void noTokenLeavesForAnotherName() {
    pageLeadsTo("https://127.0.0.1.azimuth.test:" + lab.azure.address().getPort() + LIST);

    assertThatThrownBy(this::list).hasMessage("the answer leads to another host");
  }

  @Test
  void noTokenLeavesBehindUserInfo() {
    pageLeadsTo("https://x@127.0.0.1:" + lab.azure.address().getPort() + LIST);

    assertThatThrownBy(this::list).hasMessage("the answer leads to another host");
  }

  @Test
  void aPageThatLeadsToItselfEnds() {
    pageLeadsTo(lab.azure.address().resolve(LIST).toString());

    assertThatThrownBy(this::list)
        .isInstanceOf(UnusableAnswerException.class)
        .hasMessage("the answer leads on for more than 64 calls");
    assertThat(lab.azure.armCalls()).hasSize(CallBudget.MAX_CALLS);
  }

  private void pageLeadsTo(String next) {
    lab.azure.on(
        LIST,
        exchange -> FakeAzure.reply(exchange, 200, "{\"value\":[],\"nextLink\":\"" + next + "\"}"));
  }

  private long list() {
    HttpPipeline pipeline =
        lab.sessions.armPipeline(
            Lab.access(),
            lab.cloud(Optional.empty()),
            new RenewableCredential(
                () ->
                    wish ->
                        Mono.just(
                            new AccessToken(
                                "t", OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)))));
    CallBudget question = new CallBudget(Deadline.of(Lab.LONG));
    Long found =
        new ArmClients(pipeline, FakeAzure.TENANT, lab.azure.address())
            .of(new SubscriptionId(Lab.SUBSCRIPTION))
            .getResources()
            .listByResourceGroupAsync("rg1")
            .count()
            .contextWrite(question::putInto)
            .block();
    return found == null ? -1 : found;
  }
}
