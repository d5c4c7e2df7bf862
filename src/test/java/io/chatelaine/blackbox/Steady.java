package io.chatelaine.blackbox;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;

/** A persistent connection for many requests without a body. */
final class Steady implements Closeable {
    private final Server server;
    private Raw raw;

    Steady(Server server) throws IOException {
        this.server = server;
        this.raw = new Raw(server);
    }

    /** @param headers each with its line end */
    Reply ask(String method, String path, String... headers) throws IOException {
        String request = method + ' ' + path + " HTTP/1.1\r\nHost: x\r\n"
                + (method.equals("POST") ? "Content-Type: application/json\r\nContent-Length: 0\r\n" : "")
                + String.join("", headers) + "\r\n";
        for (int attempt = 0; ; attempt++) {
            try {
                raw.send(request);
                Reply reply = raw.reply(method.equals("HEAD"));
                if (reply.header("Connection").equalsIgnoreCase("close")) {
                    renew();
                }
                return reply;
            } catch (EOFException | SocketException e) {
                renew();
                if (attempt > 2) {
                    throw e;
                }
            }
        }
    }

    private void renew() throws IOException {
        raw.close();
        raw = new Raw(server);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
