"""The text of an exported PyTorch script, with names in braces for what the run fills in."""

SCRIPT = '''\
"""{title}

microtui {version} wrote this {position}. It goes on with the same training:
python FILE [EPOCHS]. It needs torch and numpy.{left_out}
"""

import sys
from math import cos, inf, nan, pi

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

{data_note}
{scaling}x_train = torch.tensor({x_train})
y_train = torch.tensor({y_train})
{test_data}
model = nn.Sequential(
{modules}
)
weights_and_biases = [
{parameters}
]
gradients = [
{gradients}
]
for parameter, data, gradient in zip(model.parameters(), weights_and_biases, gradients):
    parameter.data = torch.tensor(data)
    parameter.grad = torch.tensor(gradient)


{criterion}

optimizer = {optimizer}
{optimizer_state}
{schedule}
def batches(epoch):
    """The training set in the order of this epoch, cut into batches."""
    order = {order}
    return torch.tensor(order).split({batch_size})


@torch.no_grad()
def loss_of(x, targets):
    """The loss over a whole set, penalties left out."""
    scores = {scores}
    return ({loss}).item()


{predict}def main():
    epochs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    done = {batch}  # updates of epoch {epoch} that are behind us
{unfinished_update}    for epoch in range({epoch}, {epoch} + epochs):
{set_rate}        for batch in batches(epoch)[done:]:
            x, y = x_train[batch], y_train[batch]
            loss = criterion({scores}, y)
            {zero_grad}
            loss.backward()
            optimizer.step()
        done = 0
        train = loss_of(x_train, y_train)
        {report}


if __name__ == "__main__":
    main()
'''

SCHEDULE = '''
def rate(epoch):
    """The learning rate of this epoch: {name} for {epochs} epochs."""
    return {rate} if epoch < {epochs} else {last!r}

'''

SET_RATE = """\
        for group in optimizer.param_groups:
            group["lr"] = rate(epoch)
"""

UNFINISHED_UPDATE = """\
    optimizer.step()  # the update under way had come as far as that
    done += 1
"""

TEST_DATA = """\
x_test = torch.tensor({x_test})
y_test = torch.tensor({y_test})
"""

PREDICT = '''\
@torch.no_grad()
def predict(rows):
    """The {what} of rows of raw numbers: one for each of `columns`, in that order."""
    offsets, scales = torch.tensor(list(columns.values())).T
    scores = model((torch.tensor(rows) - offsets) / scales)
    {answer}


'''

CLASS_OF_TWO = "return [classes[int(score > 0)] for score in scores]"

CLASS_OF_SEVERAL = "return [classes[number] for number in scores.argmax(1)]"

NUMBERS = """\
offsets, scales = torch.tensor(list(target_columns.values())).T
    return (scores * scales + offsets).tolist()"""

REPORT = 'print(f"epoch {epoch + 1}  loss {train!r}")'

REPORT_WITH_TEST = """\
test = loss_of(x_test, y_test)
        print(f"epoch {epoch + 1}  loss {train!r}  test {test!r}")"""
