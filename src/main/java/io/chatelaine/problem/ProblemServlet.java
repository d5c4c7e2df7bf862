package io.chatelaine.problem;

import io.chatelaine.config.Wording;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Public servlet for the page of each problem type, which the {@code type} of a problem names. */
public class ProblemServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private transient volatile Pages pages = new Pages(Wording.PLAIN);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<ProblemType> type =
                Optional.ofNullable(request.getPathInfo()).flatMap(path -> ProblemType.ofSlug(path.substring(1)));
        if (type.isEmpty()) {
            ProblemWriter.write(request, response, Problem.of(ProblemType.NOT_FOUND));
        } else if (!ProblemWriter.refusedUnlessRead(request, response)) {
            response.setHeader("Content-Security-Policy", ProblemPages.POLICY);
            page(type.get(), ProblemWriter.wording(request)).write(request, response);
        }
    }

    private PreparedAnswer page(ProblemType type, Wording wording) {
        Pages current = pages;
        if (!current.wording.equals(wording)) {
            current = new Pages(wording);
            pages = current;
        }
        return current.of(type);
    }

    /** All pages with the administrator's current wording. */
    private static final class Pages {
        private final Wording wording;
        private final Map<ProblemType, PreparedAnswer> prepared;

        Pages(Wording wording) {
            this.wording = wording;
            prepared = Stream.of(ProblemType.values()).collect(Collectors.toMap(type -> type, this::prepare));
        }

        private PreparedAnswer prepare(ProblemType type) {
            return new PreparedAnswer(ProblemPages.html(type, wording), "text/html;charset=UTF-8");
        }

        PreparedAnswer of(ProblemType type) {
            return Objects.requireNonNull(prepared.get(type));
        }
    }
}
