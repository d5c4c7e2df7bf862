package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Application.Answer;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.GatewayFiles;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The nginx files on a machine with another nginx: as a separate server, and as a site of that nginx. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxBesideIT {
    private static final Path SHARED = Path.of("/var/lib/nginx");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final String UPLOAD = "x".repeat(20_000);
    private static final int DOWNLOAD = 20_000_000;
    /** Debian's /etc/nginx/nginx.conf with a site, and with another pid file and other logs. */
    private static final String OTHER = """
            user www-data;
            worker_processes auto;
            pid run/other.pid;
            error_log logs/error.log;
            events { worker_connections 768; }
            http {
              sendfile on;
              gzip on;
              underscores_in_headers on;
              default_type application/octet-stream;
              access_log logs/other.log;
              server {
                listen 127.0.0.1:OTHER;
                location / { proxy_pass http://127.0.0.1:APP; }
              }
              MORE
            }
            """;

    private final Application doorman = Doorman.start();
    private final Application application = Application.start(NginxBesideIT::answer);
    private final int port = Ports.free();

    @AfterAll
    void stop() {
        application.close();
        doorman.close();
    }

    private static Answer answer(Application.Seen seen) {
        return Answer.of(
                200,
                seen.uri().equals("/download")
                        ? "y".repeat(DOWNLOAD)
                        : "got " + seen.body().length());
    }

    /** Needs root: only root can write to the folders of Debian's nginx. */
    private String other(String more) {
        String own = ROOT
                ? ""
                : "client_body_temp_path run/b; proxy_temp_path run/p; fastcgi_temp_path run/f;"
                        + " uwsgi_temp_path run/u; scgi_temp_path run/s;";
        return OTHER.replace("OTHER", String.valueOf(port))
                .replace("APP", String.valueOf(application.port()))
                .replace("MORE", own + more);
    }

    private static Reply send(int port, String method, String path, String body, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return Raw.once(
                port,
                "127.0.0.1",
                method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + Doorman.KEY + "\r\n"
                        + more + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void assertServes(int port) throws IOException {
        Reply up = send(port, "POST", "/upload", UPLOAD);
        assertThat(up.status()).isEqualTo(200);
        assertThat(up.body()).isEqualTo("got " + UPLOAD.length());
        Reply down = send(port, "GET", "/download", "");
        assertThat(down.status()).isEqualTo(200);
        assertThat(down.body()).hasSize(DOWNLOAD).matches(text -> text.chars().allMatch(c -> c == 'y'));
    }

    private static Map<String, String> owners() throws IOException {
        Map<String, String> owners = new TreeMap<>();
        try (Stream<Path> folders = Files.list(SHARED)) {
            for (Path folder : folders.toList()) {
                owners.put(folder.toString(), Files.getOwner(folder) + " " + Files.getLastModifiedTime(folder));
            }
        }
        return owners;
    }

    @Test
    void bothServeWhicheverStartedLast() throws IOException, InterruptedException {
        Map<String, String> user = ROOT ? Map.of("user www-data;", "user nobody nogroup;") : Map.of();
        try (Nginx theirs = Nginx.start(new GatewayFiles(other(""), ""), port)) {
            Map<String, String> before = owners();
            try (Nginx ours = Nginx.start(doorman.port(), application.port(), user)) {
                assertThat(owners()).isEqualTo(before);
                assertServes(ours.port());
                assertServes(theirs.port());
                theirs.quit();
                try (Nginx again = Nginx.start(new GatewayFiles(other(""), ""), port)) {
                    assertServes(ours.port());
                    assertServes(again.port());
                    ours.quit();
                    assertServes(again.port());
                }
                assertThat(ours.read("logs/error.log").lines()).allMatch(line -> line.contains(" [notice] "));
                Crowd.assertNoKeyIsLogged(ours);
            }
        }
    }

    @Test
    void fileWorksInAnNginxThatRunsAlready() throws IOException {
        int inside = Ports.free();
        GatewayFiles site = GatewayFiles.shipped()
                .edited("127.0.0.1:8080", "127.0.0.1:" + doorman.port())
                .edited("127.0.0.1:9000", "127.0.0.1:" + application.port())
                .edited("127.0.0.1:8000", "127.0.0.1:" + inside)
                .edited("logs/access.log chatelaine; #", "logs/chatelaine.log chatelaine; #");
        GatewayFiles both = new GatewayFiles(other("include chatelaine.conf;"), site.site());
        try (Nginx nginx = Nginx.start(both, port)) {
            assertServes(inside);
            assertServes(port);
            String large = "x".repeat(2_000_000);
            assertThat(send(inside, "POST", "/upload", large).body()).isEqualTo("got 2000000");
            // The settings of the other site are unchanged.
            assertThat(send(port, "POST", "/upload", large).status()).isEqualTo(413);
            application.drain();
            send(inside, "GET", "/x?api_key=" + Doorman.KEY, "", "X_Chatelaine_Account: forged");
            send(port, "GET", "/other", "", "X_Other: passes");
            assertThat(application.drain())
                    .satisfiesExactly(
                            seen -> assertThat(seen.headers().toString()).doesNotContain("forged"),
                            seen -> assertThat(seen.header("X_Other")).isEqualTo("passes"));
            assertThat(nginx.awaitLog("logs/chatelaine.log", "\"GET /x\""))
                    .contains("\"GET /x\" 200")
                    .doesNotContain(Doorman.KEY);
            assertThat(nginx.awaitLog("logs/other.log", "GET /other"))
                    .contains("GET /other")
                    .doesNotContain("GET /x");
            Crowd.assertNoKeyIsLogged(nginx);
        }
    }
}
