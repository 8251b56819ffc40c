package io.azimuth.application.api;

import io.azimuth.spi.api.JsonText;

import io.azimuth.spi.api.Value;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Writes the answer to a login. */
@State(Scope.Benchmark)
public class AnswerBenchmark {

  private final Value.Obj answer =
      Value.Obj.builder()
          .put("request_id", "3f2b8a64-6b0a-4c39-9f6c-0a1d5b6c7d8e")
          .put("lease_id", "")
          .put("renewable", false)
          .put("lease_duration", 0)
          .put(
              "auth",
              Value.Obj.builder()
                  .put("client_token", "hvs." + "A".repeat(90))
                  .put("accessor", "0123456789abcdefghijklmn")
                  .put("policies", Value.of(List.of("default", "web")))
                  .put("token_policies", Value.of(List.of("default", "web")))
                  .put(
                      "metadata",
                      Value.Obj.builder()
                          .put("role", "web")
                          .put("subscription_id", "22222222-2222-2222-2222-222222222222")
                          .put("resource_group_name", "rg-web")
                          .put("vm_name", "web-1")
                          .build())
                  .put("lease_duration", 3_600)
                  .put("renewable", true)
                  .put("entity_id", "3f2b8a64-6b0a-4c39-9f6c-0a1d5b6c7d8e")
                  .put("token_type", "service")
                  .put("orphan", true)
                  .build())
          .build();

  /** One line of JSON. */
  @Benchmark
  public String line() {
    return JsonText.line(answer);
  }
}
