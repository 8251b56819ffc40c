import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;

/**
 * Reads other mounts through the interfaces of the server; none of the published ones leads there.
 */
final class Peek {

  static Answer peek(Call call, AuthMethodContext context) {
    UnitOfWork work = call.work();
    call.transaction().storage("another mount");
    context.store().begin();
    return Answer.data(Value.Obj.builder().put("mounts", work.mounts().all().toString()).build());
  }
}
