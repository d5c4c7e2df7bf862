package io.chatelaine.api.partners;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.account.PartnerRequest;
import io.chatelaine.api.json.JsonBody;
import io.chatelaine.api.keys.IssueKeyRequest;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/partner-applications}. It is not a record: see {@link IssueKeyRequest}. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class PartnerApplicationRequest implements JsonBody {
    private @Nullable String useCase;

    /** A string or a whole number: people write "10 000 a day", programs write 10000. */
    private @Nullable Object expectedVolume;

    PartnerRequest asked() {
        return new PartnerRequest(useCase, expectedVolume == null ? null : text(expectedVolume));
    }

    private static String text(Object volume) {
        if (volume instanceof String
                || volume instanceof Integer
                || volume instanceof Long
                || volume instanceof BigInteger) {
            return volume.toString();
        }
        throw new ProblemException(
                Problem.of(ProblemType.MALFORMED_REQUEST, "expected_volume must be a string or a whole number."));
    }
}
