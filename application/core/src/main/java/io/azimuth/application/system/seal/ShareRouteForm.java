package io.azimuth.application.system.seal;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.share.Requester;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import java.util.List;
import java.util.Optional;

/** The two forms of the routes that take key shares: those of Vault and those of OpenBao. */
enum ShareRouteForm {

  /** The shares are the proof: no token is needed, and the answer has no envelope. */
  OF_VAULT(Access.PUBLIC, Access.PUBLIC_WITH_CALLER) {
    @Override
    Answer answer(Value.Obj body) {
      return new Answer.Raw(body, Answer.State.NORMAL);
    }

    @Override
    AnswerSchema answers(List<AnswerField> members) {
      return AnswerSchema.body(members);
    }

    @Override
    Requester requester(CoreCall call) {
      return ShareFields.requester(call);
    }
  },

  /**
   * A token with a right on the path is needed besides the shares, and the answer is in the
   * envelope. A caller with the right to delete an attempt may cancel each.
   */
  OF_OPENBAO(Access.AUTHORIZED, Access.AUTHORIZED) {
    @Override
    Answer answer(Value.Obj body) {
      return Answer.data(body);
    }

    @Override
    AnswerSchema answers(List<AnswerField> members) {
      return AnswerSchema.data(members);
    }

    @Override
    Requester requester(CoreCall call) {
      return new Requester(call.request().client().address(), true, Optional.empty());
    }
  };

  private final Access access;
  private final Access cancelling;

  ShareRouteForm(Access access, Access cancelling) {
    this.access = access;
    this.cancelling = cancelling;
  }

  /** The access of the routes that show, begin and continue an attempt. */
  Access access() {
    return access;
  }

  /** The access of the routes that cancel an attempt. */
  Access cancelling() {
    return cancelling;
  }

  abstract Answer answer(Value.Obj body);

  /** Declares an answer with these members. */
  abstract AnswerSchema answers(List<AnswerField> members);

  /** The requester of an attempt or of its end. */
  abstract Requester requester(CoreCall call);
}
