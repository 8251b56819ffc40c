package io.azimuth.testkit.fake;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.contract.WebClientContract;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

class FakeWebTest extends WebClientContract {

  private final FakeWeb web = new FakeWeb();

  @Override
  protected WebClient client() {
    return web;
  }

  @Override
  protected WebAddress address(String path) {
    return WebAddress.parse("https://idp.example" + path).orElseThrow();
  }

  @Override
  protected void answers(String path, int status, Map<String, String> headers, byte[] body) {
    web.answer(
        address(path),
        request -> new WebAnswer(status, FakeWeb.kept(headers), SecretBytes.of(body)));
  }

  @Override
  protected void hangs(String path) {
    web.hang(address(path));
    web.hang(WebAddress.parse(address(path).uri() + "?key=s3cr3t").orElseThrow());
  }

  @Override
  protected Received received(String path) {
    WebRequest last = web.received().get(web.received().size() - 1);
    return new Received(
        last.method().name(),
        last.headers().entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue().expose())),
        new String(last.body().expose(), StandardCharsets.UTF_8));
  }
}
