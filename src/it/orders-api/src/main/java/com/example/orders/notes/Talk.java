package com.example.orders.notes;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket behind the door. */
@ServerEndpoint("/v1/talk")
public class Talk {
    @OnMessage
    public String answer(String said) {
        return said;
    }
}
